package org.menagerie.api.recipe;

/**
 * What a schedule may change from one optimizer step to the next.
 *
 * @param learningRate for this step
 * @param momentum for this step: SGD's momentum, Adam's beta1
 */
public record StepSettings(double learningRate, double momentum) {

  /**
   * Checks both values.
   *
   * @throws IllegalArgumentException if one is not a finite number
   */
  public StepSettings {
    if (!Double.isFinite(learningRate) || !Double.isFinite(momentum)) {
      throw new IllegalArgumentException(
          "learning rate and momentum of a step must be finite numbers, not %s and %s"
              .formatted(learningRate, momentum));
    }
  }
}
