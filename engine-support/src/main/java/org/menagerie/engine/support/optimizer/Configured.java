package org.menagerie.engine.support.optimizer;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.menagerie.api.network.Parameter;
import org.menagerie.api.recipe.Arguments;
import org.menagerie.api.recipe.Checks;
import org.menagerie.api.recipe.Component;
import org.menagerie.api.recipe.Optimizer;
import org.menagerie.api.recipe.OptimizerFactory;
import org.menagerie.api.recipe.ParameterSpec;
import org.menagerie.api.recipe.UpdateRule;
import org.menagerie.engine.support.ParameterLayout;

/**
 * An optimizer that is nothing but its arguments and a rule made from them.
 *
 * @param rules makes the rule for a layout
 */
record Configured(
    Component component,
    double learningRate,
    double momentum,
    Function<ParameterLayout, UpdateRule> rules)
    implements Optimizer {

  /** The arguments that every optimizer has, and those of its own in between. */
  static List<ParameterSpec> parameters(
      double learningRate, double weightDecay, ParameterSpec... own) {
    return parameters(learningRate, weightDecay, List.of(own));
  }

  static List<ParameterSpec> parameters(
      double learningRate, double weightDecay, List<ParameterSpec> own) {
    List<ParameterSpec> parameters = new ArrayList<>();
    parameters.add(ParameterSpec.of("lr", learningRate, "learning rate"));
    parameters.addAll(own);
    parameters.addAll(Penalty.parameters(weightDecay));
    return List.copyOf(parameters);
  }

  /**
   * An optimizer whose text leaves out what has its default.
   *
   * @param momentum what a schedule cycles; 0 where there is none
   */
  static Configured by(
      OptimizerFactory factory,
      Arguments arguments,
      double momentum,
      Function<ParameterLayout, UpdateRule> rules) {
    double learningRate = arguments.number("lr");
    Checks.positive("learning rate", learningRate);
    Component component = Component.of(factory.name());
    for (ParameterSpec parameter : factory.parameters()) {
      String name = parameter.name();
      String usual = parameter.defaultValue().orElseThrow();
      Object value = plain(arguments.text(name), usual);
      component =
          name.equals("lr")
              ? component.with(name, value)
              : component.withUnusual(name, value, plain(usual, usual));
    }
    return new Configured(component, learningRate, momentum, rules);
  }

  /** One form of a flag or a number, however it is written; whole where the usual value is. */
  private static Object plain(String text, String usual) {
    return switch (text) {
      case "true", "True" -> true;
      case "false", "False" -> false;
      default ->
          usual.matches("\\d+") ? (Object) Integer.valueOf(text) : (Object) Double.valueOf(text);
    };
  }

  @Override
  public UpdateRule rule(List<Parameter> parameters) {
    return rules.apply(new ParameterLayout(parameters));
  }
}
