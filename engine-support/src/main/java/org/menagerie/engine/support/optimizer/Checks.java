package org.menagerie.engine.support.optimizer;

import org.menagerie.api.error.ErrorCode;
import org.menagerie.api.error.MenagerieException;

/** Checks of the numbers of an optimizer; what they reject, a user typed. */
final class Checks {
  private Checks() {}

  static void positive(String what, double value) {
    require(value > 0 && Double.isFinite(value), what + " must be a number above 0", value);
  }

  static void notNegative(String what, double value) {
    require(value >= 0 && Double.isFinite(value), what + " must be a number of at least 0", value);
  }

  /** In [0, 1). */
  static void share(String what, double value) {
    require(value >= 0 && value < 1, what + " must be from 0 to below 1", value);
  }

  private static void require(boolean allowed, String rule, double value) {
    if (!allowed) {
      throw new MenagerieException(
          ErrorCode.INVALID_ARGUMENT, "The %s, not %s.".formatted(rule, value));
    }
  }
}
