package org.menagerie.engine.support.optimizer;

import java.util.List;
import org.menagerie.api.network.Parameter;
import org.menagerie.api.recipe.Arguments;
import org.menagerie.api.recipe.Checks;
import org.menagerie.api.recipe.Component;
import org.menagerie.api.recipe.ParameterSpec;
import org.menagerie.engine.support.ParameterLayout;

/**
 * What an optimizer does against large parameters, whatever their gradients.
 *
 * @param weightDecay an L2 penalty added to the gradient, or the share of each parameter, times the
 *     learning rate, that is taken off per step: which of the two depends on the optimizer
 * @param decayNorms whether biases and the scales and shifts of norms decay too, as in PyTorch
 *     where nobody puts them into a group of their own
 * @param l1 an L1 penalty, whose derivative (this value with the parameter's sign) is added to the
 *     gradients of weights
 */
public record Penalty(double weightDecay, boolean decayNorms, double l1) {
  /** No penalty at all. */
  public static final Penalty NONE = new Penalty(0, true, 0);

  public Penalty {
    Checks.notNegative("weight decay", weightDecay);
    Checks.notNegative("L1 penalty", l1);
  }

  /** Weight decay of all parameters, and no L1 penalty. */
  public static Penalty ofWeightDecay(double weightDecay) {
    return new Penalty(weightDecay, true, 0);
  }

  /** The penalty with another weight decay. */
  Penalty withWeightDecay(double newWeightDecay) {
    return new Penalty(newWeightDecay, decayNorms, l1);
  }

  /** The arguments of an optimizer that has a penalty. */
  static List<ParameterSpec> parameters(double usualWeightDecay) {
    return List.of(
        ParameterSpec.of("weight_decay", usualWeightDecay, "weight decay"),
        ParameterSpec.of("decay_norms", true, "whether norms and biases decay too"),
        ParameterSpec.of("l1", 0.0, "L1 penalty on weights"));
  }

  static Penalty of(Arguments arguments) {
    return new Penalty(
        arguments.number("weight_decay"), arguments.flag("decay_norms"), arguments.number("l1"));
  }

  Component addTo(Component component, double usualWeightDecay) {
    return component
        .withUnusual("weight_decay", weightDecay, usualWeightDecay)
        .withUnusual("decay_norms", decayNorms, true)
        .withUnusual("l1", l1, 0.0);
  }

  Step on(ParameterLayout layout) {
    return new Step(this, layout);
  }

  /** The penalty on the parameters of one network. */
  static final class Step {
    private final Penalty penalty;
    private final ParameterLayout layout;

    private Step(Penalty penalty, ParameterLayout layout) {
      this.penalty = penalty;
      this.layout = layout;
    }

    /** Adds both penalties to the gradients. */
    void addTo(float[] gradients, float[] parameters) {
      float decay = (float) penalty.weightDecay;
      if (decay != 0) {
        forEachRange(
            penalty.decayNorms,
            (from, to) -> {
              for (int i = from; i < to; i++) {
                gradients[i] += decay * parameters[i];
              }
            });
      }
      addL1(gradients, parameters);
    }

    /**
     * Shrinks the parameters by themselves (decoupled), and adds the L1 penalty to the gradients.
     */
    void shrink(float[] gradients, float[] parameters, double learningRate) {
      float keep = (float) (1 - learningRate * penalty.weightDecay);
      addL1(gradients, parameters);
      if (keep != 1) {
        forEachRange(
            penalty.decayNorms,
            (from, to) -> {
              for (int i = from; i < to; i++) {
                parameters[i] *= keep;
              }
            });
      }
    }

    private void addL1(float[] gradients, float[] parameters) {
      float l1 = (float) penalty.l1;
      if (l1 != 0) {
        forEachRange(
            false,
            (from, to) -> {
              for (int i = from; i < to; i++) {
                gradients[i] += l1 * Math.signum(parameters[i]);
              }
            });
      }
    }

    private void forEachRange(boolean all, Range range) {
      for (int i = 0; i < layout.parameters().size(); i++) {
        Parameter parameter = layout.parameters().get(i);
        if (all || parameter.role() == Parameter.Role.WEIGHT) {
          int from = layout.offset(i);
          range.take(from, from + Math.toIntExact(parameter.shape().elements()));
        }
      }
    }
  }

  /** Work on the values of one tensor. */
  private interface Range {
    void take(int from, int to);
  }
}
