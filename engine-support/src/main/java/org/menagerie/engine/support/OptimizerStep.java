package org.menagerie.engine.support;

import org.menagerie.api.engine.TensorMap;
import org.menagerie.api.recipe.Adam;
import org.menagerie.api.recipe.AdamW;
import org.menagerie.api.recipe.Optimizer;
import org.menagerie.api.recipe.Sgd;
import org.menagerie.api.recipe.StepSettings;

/**
 * An update rule of {@code torch.optim} on plain arrays, with its state. Every engine that uses it
 * takes the same steps; small models have so few parameters that this costs next to nothing.
 */
public abstract sealed class OptimizerStep permits SgdStep, AdamStep {
  private long steps;

  /** A rule before its first step. */
  public static OptimizerStep of(Optimizer optimizer, ParameterLayout layout) {
    if (optimizer instanceof Sgd sgd) {
      return new SgdStep(sgd, layout);
    }
    if (optimizer instanceof Adam adam) {
      return new AdamStep(adam, layout);
    }
    return new AdamStep((AdamW) optimizer, layout);
  }

  /**
   * Changes {@code parameters} in place; {@code gradients} may be used as scratch.
   *
   * @param parameters laid out as told
   * @param gradients likewise
   * @param settings learning rate and momentum (Adam: beta1) of this step
   */
  public final void apply(float[] parameters, float[] gradients, StepSettings settings) {
    steps++;
    update(parameters, gradients, settings);
  }

  /** Steps taken. */
  public final long steps() {
    return steps;
  }

  /** The state by PyTorch's names, such as {@code 0.weight.momentum_buffer}. */
  public abstract TensorMap state();

  /** Resumes from a saved state; an empty one is that before the first step. */
  public final void restore(TensorMap state, long stepsTaken) {
    steps = stepsTaken;
    if (state.asMap().isEmpty()) {
      clear();
    } else {
      load(state);
    }
  }

  abstract void update(float[] parameters, float[] gradients, StepSettings settings);

  abstract void load(TensorMap state);

  /** Makes the state that before the first step. */
  abstract void clear();
}
