package org.menagerie.api.recipe;

import java.util.List;

/**
 * A plug-in that makes learning-rate schedules, found through {@link java.util.ServiceLoader}. A
 * recipe names it with its arguments: {@code step(step_size=2, gamma=0.65)}.
 */
public interface Schedule extends ComponentFactory {

  /**
   * The schedule for one training.
   *
   * @throws org.menagerie.api.error.MenagerieException if an argument's value is not allowed
   */
  Curve create(Arguments arguments, TrainingPlan plan);

  /**
   * A schedule as a function of the step and of the training so far, without state, so that a
   * resumed run continues where it stopped.
   */
  @FunctionalInterface
  interface Curve {
    /** The settings for optimizer step {@code step}, counted from 0 over all epochs. */
    StepSettings at(long step);

    /**
     * The settings for a step, with what the training has reached by then. By default those of
     * {@link #at(long)}, since most schedules are known beforehand.
     *
     * @param trainLosses mean training loss of each epoch so far, the first one first
     */
    default StepSettings at(long step, List<Double> trainLosses) {
      return at(step);
    }
  }
}
