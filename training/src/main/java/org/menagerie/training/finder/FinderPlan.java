package org.menagerie.training.finder;

import org.menagerie.api.error.ErrorCode;
import org.menagerie.api.error.MenagerieException;

/**
 * The learning rates to try: from one to another, each the same factor above the one before.
 *
 * @param lowest of the first step
 * @param highest of the last step
 * @param steps optimizer steps
 */
public record FinderPlan(double lowest, double highest, int steps) {
  /** What is left at both ends of a curve must be enough for a slope. */
  private static final int FEWEST = 10;

  /**
   * Checks the numbers.
   *
   * @throws MenagerieException if they are no range, or too few steps
   */
  public FinderPlan {
    if (!(lowest > 0) || !(highest > lowest) || Double.isInfinite(highest)) {
      throw new MenagerieException(
          ErrorCode.INVALID_ARGUMENT,
          "Learning rates must grow from a number above 0 to a higher one, not from %s to %s."
              .formatted(lowest, highest));
    }
    if (steps < FEWEST) {
      throw new MenagerieException(
          ErrorCode.INVALID_ARGUMENT,
          "The number of steps must be a whole number of at least %d, not %d."
              .formatted(FEWEST, steps));
    }
  }

  /** The learning rate of a step, counted from 0. */
  double learningRate(int step) {
    return lowest * Math.pow(highest / lowest, step / (steps - 1.0));
  }
}
