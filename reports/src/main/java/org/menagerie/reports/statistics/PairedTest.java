package org.menagerie.reports.statistics;

import java.util.Arrays;
import java.util.Optional;
import org.apache.commons.statistics.inference.TTest;

/**
 * Whether the mean of paired differences, one for each seed, is real: the test for a claim about
 * two models trained with whatever seed. It covers other seeds; the test images stay the same.
 *
 * <p>The permutation test assumes least and is taken wherever it can reach the level asked for at
 * all: from {@code n} differences no p-value below 2<sup>1-n</sup> can come, so for a level of 0.05
 * it takes six seeds, and more in a family of tests. With fewer the t-test is left, which takes the
 * differences for normally distributed. The choice looks at the number of seeds and the level
 * alone, never at the differences.
 *
 * @param method which of the two
 * @param pValue two-sided
 */
public record PairedTest(Method method, double pValue) {

  /** How the p-value comes about. */
  public enum Method {
    /** Sign flips of the differences, all of them for up to 20 differences, else random ones. */
    PERMUTATION,
    /** Student's paired t-test. */
    T
  }

  /** As papers call it, without the word test. */
  public String name() {
    return method == Method.T ? "paired t" : "permutation";
  }

  /**
   * The test of the differences.
   *
   * @param level that the p-value is to be held against, in the strictest case
   * @return none for a single difference, and none by a t-test if the differences are all alike but
   *     not zero: they leave no spread to measure them by
   */
  public static Optional<PairedTest> of(Sample differences, double level) {
    double[] values = differences.array();
    if (values.length < 2) {
      return Optional.empty();
    }
    boolean permutes = SignFlips.smallestPValue(values.length) <= level;
    return permutes
        ? Optional.of(new PairedTest(Method.PERMUTATION, SignFlips.pValue(values)))
        : tTest(values);
  }

  private static Optional<PairedTest> tTest(double[] values) {
    if (Arrays.stream(values).allMatch(value -> value == values[0])) {
      return values[0] == 0 ? Optional.of(new PairedTest(Method.T, 1)) : Optional.empty();
    }
    return Optional.of(new PairedTest(Method.T, TTest.withDefaults().test(values).getPValue()));
  }
}
