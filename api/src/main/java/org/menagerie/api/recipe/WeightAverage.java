package org.menagerie.api.recipe;

/**
 * An average of the weights that a training passes through, as functions of the step alone, so that
 * a resumed run continues where it stopped. The averaged network is what a run reports from the
 * first step that is part of it; training itself continues with the weights as they are. See {@link
 * WeightAverageFactory}.
 */
public interface WeightAverage {

  /**
   * The share of the weights behind a step in the new average: {@code average += share * (weights -
   * average)}. The first share that is not 0 begins the average with the weights as they are.
   *
   * @param step optimizer step, counted from 0 over all epochs
   * @return from 0, where the step is no part of the average, to 1
   */
  double share(long step);

  /**
   * The settings of a step.
   *
   * @param scheduled what the schedule says
   */
  default StepSettings settings(long step, StepSettings scheduled) {
    return scheduled;
  }

  /**
   * Whether the running statistics of batch norms are computed again for the averaged network, as
   * means over the training set, rather than averaged with the weights. That costs an epoch's
   * training steps for each test.
   */
  default boolean renewsStatistics() {
    return false;
  }
}
