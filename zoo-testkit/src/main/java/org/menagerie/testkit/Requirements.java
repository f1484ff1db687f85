package org.menagerie.testkit;

import org.jspecify.annotations.Nullable;
import org.opentest4j.AssertionFailedError;

/** Fails a check with a sentence that its reader can act on. */
final class Requirements {
  private Requirements() {}

  /** Formats the sentence only if it is needed: some checks ask at every step of a training. */
  @SuppressWarnings("AnnotateFormatMethod") // The annotation would be a library more for every zoo.
  static void require(boolean met, String sentence, @Nullable Object... values) {
    if (!met) {
      throw new AssertionFailedError(sentence.formatted(values));
    }
  }

  static void requirePercent(double value, String what) {
    require(
        value >= 0 && value <= 100, "%s is %s, but percentages are from 0 to 100.", what, value);
  }

  static void requireFinite(float[] values, String what) {
    for (float value : values) {
      require(Float.isFinite(value), "%s: not all are numbers, one is %s.", what, value);
    }
  }
}
