package org.menagerie.training.parity;

import org.menagerie.api.error.ErrorCode;
import org.menagerie.api.error.MenagerieException;

/**
 * The part of a training that is traced.
 *
 * @param steps optimizer steps, from the first on
 * @param testImages test images, from the first on, that the network answers after the last step;
 *     all of them if there are fewer
 * @param smooth whether the network is traced without its kinks, see {@link ComparableNetwork}
 */
public record TracePlan(int steps, int testImages, boolean smooth) {

  /**
   * Checks the numbers.
   *
   * @throws MenagerieException if one is not positive
   */
  public TracePlan {
    requirePositive("steps", steps);
    requirePositive("test images", testImages);
  }

  private static void requirePositive(String what, int number) {
    if (number < 1) {
      throw new MenagerieException(
          ErrorCode.INVALID_ARGUMENT,
          "The number of %s must be a whole number of at least 1, not %d.".formatted(what, number));
    }
  }
}
