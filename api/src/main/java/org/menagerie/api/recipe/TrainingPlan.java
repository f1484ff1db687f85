package org.menagerie.api.recipe;

/**
 * What a schedule knows of the training it steers.
 *
 * @param epochs how many are planned; early stopping may end sooner
 * @param batchesPerEpoch optimizer steps in one epoch
 * @param learningRate the optimizer's own
 * @param momentum the optimizer's own: SGD's momentum, Adam's beta1
 */
public record TrainingPlan(int epochs, int batchesPerEpoch, double learningRate, double momentum) {

  public TrainingPlan {
    if (epochs <= 0 || batchesPerEpoch <= 0) {
      throw new IllegalArgumentException(
          "epochs and batchesPerEpoch must be positive: " + epochs + ", " + batchesPerEpoch);
    }
  }

  /** Optimizer steps in the whole training. */
  public long totalSteps() {
    return (long) epochs * batchesPerEpoch;
  }
}
