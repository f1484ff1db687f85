package org.menagerie.runner.list;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.menagerie.api.engine.Engine;
import org.menagerie.api.model.ModelDefinition;
import org.menagerie.api.model.PublishedResult;
import org.menagerie.api.network.NetworkSummary;
import org.menagerie.api.recipe.ParameterSpec;
import org.menagerie.api.recipe.Recipe;

/** The rows of lists; their components are the keys of {@code runner list --json}. */
final class ListRows {
  private ListRows() {}

  /**
   * A model.
   *
   * @param publishedBest test accuracy in percent of the best epoch, chosen on the test set
   */
  record Model(
      String zoo,
      String model,
      long parameters,
      long multiplyAccumulates,
      OptionalDouble publishedBest,
      List<String> recipes,
      String description) {

    static Model of(ModelDefinition model) {
      NetworkSummary summary = model.network().summary();
      return new Model(
          model.zoo(),
          model.name(),
          summary.trainableParameters(),
          summary.multiplyAccumulates(),
          model.published().map(PublishedResult::bestTestAccuracy).orElse(OptionalDouble.empty()),
          model.recipes().stream().map(Recipe::name).toList(),
          model.description());
    }
  }

  /**
   * An engine.
   *
   * @param unavailable why it does not run here
   */
  record Computing(
      String name, boolean runsHere, Optional<String> unavailable, String description) {

    static Computing of(Engine engine) {
      Optional<String> unavailable = engine.unavailable();
      return new Computing(engine.name(), unavailable.isEmpty(), unavailable, engine.description());
    }

    String answer() {
      return unavailable.map(reason -> "no: " + reason).orElse("yes");
    }
  }

  /** A format of reports. */
  record Format(String name, String description, String fileExtension) {}

  /** An optimizer, a schedule or another component of recipes. */
  record Factory(String name, String description, List<Argument> arguments) {

    static Factory of(String name, String description, List<ParameterSpec> parameters) {
      return new Factory(name, description, parameters.stream().map(Argument::of).toList());
    }

    String signature() {
      return String.join(", ", arguments.stream().map(Argument::text).toList());
    }
  }

  /** What a component takes. */
  record Argument(
      String name, Optional<String> defaultValue, String description, @JsonIgnore String text) {

    static Argument of(ParameterSpec parameter) {
      return new Argument(
          parameter.name(),
          parameter.defaultValue(),
          parameter.description(),
          parameter.toString());
    }
  }
}
