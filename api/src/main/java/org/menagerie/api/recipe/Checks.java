package org.menagerie.api.recipe;

import org.menagerie.api.error.ErrorCode;
import org.menagerie.api.error.MenagerieException;

/**
 * Checks of the numbers in a recipe and its components, for authors of optimizers and losses too.
 * What they reject, a user typed, so that they throw a {@link MenagerieException} with a sentence:
 * {@code positive("learning rate", -1)} says "The learning rate must be a number above 0, not
 * -1.0.".
 */
public final class Checks {
  private Checks() {}

  /** Above 0, and finite. */
  public static void positive(String what, double value) {
    require(value > 0 && Double.isFinite(value), what + " must be a number above 0", value);
  }

  /** At least 0, and finite. */
  public static void notNegative(String what, double value) {
    require(value >= 0 && Double.isFinite(value), what + " must be a number of at least 0", value);
  }

  /** In [0, 1). */
  public static void share(String what, double value) {
    require(value >= 0 && value < 1, what + " must be from 0 to below 1", value);
  }

  /** In [0, 100]. */
  public static void percent(String what, double value) {
    require(value >= 0 && value <= 100, what + " must be a percentage from 0 to 100", value);
  }

  /** A whole number of at least 1. */
  public static void atLeastOne(String what, int value) {
    require(value >= 1, what + " must be a whole number of at least 1", value);
  }

  /** Above 0 and below 1, or a whole number of at least 2. */
  static void shareOrNumber(String what, double value) {
    boolean isShare = value > 0 && value < 1;
    boolean isNumber = value >= 2 && value == Math.rint(value) && value <= Integer.MAX_VALUE;
    require(
        isShare || isNumber,
        what + " must be a share between 0 and 1, or a whole number of at least 2",
        value);
  }

  /**
   * Any rule.
   *
   * @param rule the beginning of a sentence that ends in what the value is
   */
  static void require(boolean allowed, String rule, Number value) {
    if (!allowed) {
      throw new MenagerieException(
          ErrorCode.INVALID_ARGUMENT, "The %s, not %s.".formatted(rule, value));
    }
  }
}
