package org.menagerie.api.recipe;

/**
 * What a schedule knows of the training it steers. Made by {@link #of}, since later versions may
 * know more.
 */
public final class TrainingPlan {
  private final int epochs;
  private final int batchesPerEpoch;
  private final double learningRate;
  private final double momentum;

  private TrainingPlan(int epochs, int batchesPerEpoch, double learningRate, double momentum) {
    if (epochs <= 0 || batchesPerEpoch <= 0) {
      throw new IllegalArgumentException(
          "epochs and batchesPerEpoch must be positive: " + epochs + ", " + batchesPerEpoch);
    }
    this.epochs = epochs;
    this.batchesPerEpoch = batchesPerEpoch;
    this.learningRate = learningRate;
    this.momentum = momentum;
  }

  /**
   * A plan.
   *
   * @param epochs how many are planned; early stopping may end sooner
   * @param batchesPerEpoch optimizer steps in one epoch
   * @param learningRate the optimizer's own
   * @param momentum the optimizer's own: SGD's momentum, Adam's beta1
   * @throws IllegalArgumentException if there are no epochs or no batches
   */
  public static TrainingPlan of(
      int epochs, int batchesPerEpoch, double learningRate, double momentum) {
    return new TrainingPlan(epochs, batchesPerEpoch, learningRate, momentum);
  }

  /** How many epochs are planned; early stopping may end sooner. */
  public int epochs() {
    return epochs;
  }

  /** Optimizer steps in one epoch. */
  public int batchesPerEpoch() {
    return batchesPerEpoch;
  }

  /** The optimizer's own learning rate. */
  public double learningRate() {
    return learningRate;
  }

  /** The optimizer's own momentum: SGD's, or Adam's beta1. */
  public double momentum() {
    return momentum;
  }

  /** Optimizer steps in the whole training. */
  public long totalSteps() {
    return (long) epochs * batchesPerEpoch;
  }

  @Override
  public String toString() {
    return "%d epochs of %d batches, learning rate %s, momentum %s"
        .formatted(epochs, batchesPerEpoch, learningRate, momentum);
  }
}
