package org.menagerie.api.recipe;

import java.util.Map;

/**
 * One optimizer at work on one network. All trained tensors lie end to end in one array, in the
 * order given to {@link Optimizer#rule}, each row by row. A rule is used by one thread at a time.
 */
public interface UpdateRule {

  /**
   * Takes one step.
   *
   * @param parameters changed in place
   * @param gradients in the same layout, after clipping; may be used as scratch
   * @param settings learning rate and momentum of this step
   * @param step number of this step, counted from 1
   */
  void apply(float[] parameters, float[] gradients, StepSettings settings, long step);

  /**
   * The arrays that the rule keeps from step to step, each as long as the parameters and laid out
   * alike, by the name that PyTorch gives them, such as {@code momentum_buffer}. These are the
   * rule's own arrays, the same at each call: checkpoints copy from them, and into them when a
   * training is resumed. A rule keeps nothing else that changes.
   */
  default Map<String, float[]> state() {
    return Map.of();
  }
}
