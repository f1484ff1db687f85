package org.menagerie.engine.testkit;

import java.util.Map;
import org.menagerie.api.engine.Tensor;
import org.menagerie.api.engine.TensorMap;
import org.opentest4j.AssertionFailedError;

/** Fails a check with a sentence that its reader can act on. */
final class Requirements {
  private Requirements() {}

  /** Formats the sentence only if it is needed. */
  @SuppressWarnings("AnnotateFormatMethod") // The annotation would be one more library for authors.
  static void require(boolean met, String sentence, Object... values) {
    if (!met) {
      throw new AssertionFailedError(sentence.formatted(values));
    }
  }

  /** No value may be further from the expected one than the tolerance; none may be a NaN. */
  static void requireClose(float[] actual, double[] expected, double tolerance, String what) {
    require(
        actual.length == expected.length,
        "%s: %d numbers instead of %d.",
        what,
        actual.length,
        expected.length);
    for (int i = 0; i < actual.length; i++) {
      require(
          Math.abs(actual[i] - expected[i]) <= tolerance,
          "%s: number %d is %s instead of %s, which is further off than %s.",
          what,
          i,
          actual[i],
          expected[i],
          tolerance);
    }
  }

  static void requireClose(double actual, double expected, double tolerance, String what) {
    require(
        Math.abs(actual - expected) <= tolerance,
        "%s is %s instead of %s, which is further off than %s.",
        what,
        actual,
        expected,
        tolerance);
  }

  /** The same bits, but that one NaN is as good as another. */
  static void requireSame(float[] actual, float[] expected, String what) {
    require(
        actual.length == expected.length,
        "%s: %d numbers instead of %d.",
        what,
        actual.length,
        expected.length);
    for (int i = 0; i < actual.length; i++) {
      require(
          Float.compare(actual[i], expected[i]) == 0,
          "%s: number %d is %s instead of %s.",
          what,
          i,
          actual[i],
          expected[i]);
    }
  }

  static void requireSame(TensorMap actual, TensorMap expected, String what) {
    require(
        actual.names().equals(expected.names()),
        "%s: the names are %s instead of %s.",
        what,
        actual.names(),
        expected.names());
    for (Map.Entry<String, Tensor> entry : expected.asMap().entrySet()) {
      Tensor tensor = actual.get(entry.getKey());
      require(
          tensor.shape().equals(entry.getValue().shape()),
          "%s: %s has the shape %s instead of %s.",
          what,
          entry.getKey(),
          tensor.shape(),
          entry.getValue().shape());
      requireSame(tensor.values(), entry.getValue().values(), what + ", " + entry.getKey());
    }
  }
}
