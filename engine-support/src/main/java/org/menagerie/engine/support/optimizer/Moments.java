package org.menagerie.engine.support.optimizer;

import java.util.List;
import org.menagerie.api.recipe.Arguments;
import org.menagerie.api.recipe.Checks;
import org.menagerie.api.recipe.ParameterSpec;

/**
 * How Adam and its relatives average gradients and their squares.
 *
 * @param beta1 decay of the mean of gradients; only what a training begins with, since a schedule
 *     may cycle it as momentum
 * @param beta2 decay of the mean of squared gradients
 * @param epsilon keeps what is divided by above 0
 */
record Moments(double beta1, double beta2, double epsilon) {

  Moments {
    Checks.share("beta1", beta1);
    Checks.share("beta2", beta2);
    Checks.positive("epsilon", epsilon);
  }

  static List<ParameterSpec> parameters() {
    return List.of(
        ParameterSpec.of("beta1", 0.9, "decay of the mean of gradients"),
        ParameterSpec.of("beta2", 0.999, "decay of the mean of squared gradients"),
        ParameterSpec.of("eps", 1e-8, "added to the root of the second"));
  }

  static Moments of(Arguments arguments) {
    return new Moments(
        arguments.number("beta1"), arguments.number("beta2"), arguments.number("eps"));
  }
}
