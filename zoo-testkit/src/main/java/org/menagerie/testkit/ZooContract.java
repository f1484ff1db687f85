package org.menagerie.testkit;

import static org.junit.jupiter.api.DynamicContainer.dynamicContainer;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;
import static org.menagerie.testkit.Requirements.require;

import java.util.List;
import java.util.ServiceLoader;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.TestFactory;
import org.menagerie.api.data.Dataset;
import org.menagerie.api.engine.Engine;
import org.menagerie.api.model.ModelDefinition;
import org.menagerie.data.digits.Digits;
import org.menagerie.training.catalog.Catalog;
import org.menagerie.training.catalog.ServiceKind;

/**
 * What every model must do. The test of a zoo is a class that extends this one and is otherwise
 * empty: it tries every model that a service file on the class path names, without an engine, and
 * on each engine that is on the class path too.
 *
 * <pre>{@code
 * final class ZooTest extends ZooContract {}
 * }</pre>
 */
public abstract class ZooContract {

  /** The models to try; at least one. All that service files name, unless overridden. */
  protected List<ModelDefinition> models() {
    return services(ModelDefinition.class);
  }

  /**
   * What the recipes' names mean, and the engines to try the models on. All that service files
   * name, unless overridden.
   */
  protected Catalog catalog() {
    Catalog.Builder catalog = Catalog.builder().addInstalled(Engine.class);
    ServiceKind.ALL.stream()
        .filter(ServiceKind::isComponent)
        .forEach(kind -> catalog.addInstalled(kind.service()));
    return catalog.build();
  }

  /** What the models are made for. The digits that come with Menagerie, unless overridden. */
  protected Dataset dataset() {
    return DrawnOnce.DIGITS;
  }

  /** One container for each model, in it one test for each thing that is asked of it. */
  @TestFactory
  public final Stream<DynamicNode> contract() {
    List<ModelDefinition> models = models();
    require(
        !models.isEmpty(),
        "No model was found: name each class in META-INF/services/%s, one name a line.",
        ModelDefinition.class.getName());
    Catalog catalog = catalog();
    Dataset dataset = dataset();
    return Stream.concat(
        Stream.of(
            dynamicTest("service files name every model", new ServiceFileChecks(models)::check)),
        models.stream().map(model -> tests(new Trial(model, catalog, dataset))));
  }

  private static DynamicNode tests(Trial trial) {
    ModelDefinition model = trial.model();
    Stream<DynamicNode> plain =
        Stream.concat(new DefinitionChecks(trial).tests(), new RecipeChecks(trial).tests());
    Stream<DynamicNode> onEngines =
        trial.catalog().engines().all().stream()
            .filter(engine -> engine.unavailable().isEmpty())
            .map(engine -> tests(trial, engine));
    return dynamicContainer(model.zoo() + "/" + model.name(), Stream.concat(plain, onEngines));
  }

  private static DynamicNode tests(Trial trial, Engine engine) {
    return dynamicContainer(
        "on " + engine.name(),
        Stream.of(engine).flatMap(each -> new EngineChecks(trial, each).tests()));
  }

  private static <T> List<T> services(Class<T> type) {
    return ServiceLoader.load(type).stream().map(ServiceLoader.Provider::get).toList();
  }

  private static final class DrawnOnce {
    static final Dataset DIGITS = Digits.draw();
  }
}
