package org.menagerie.reports.statistics;

import java.util.Arrays;
import java.util.Optional;
import org.apache.commons.statistics.inference.TTest;

/**
 * Whether a difference of means is real, whatever the seed: the test for a claim about two models
 * or two engines. It covers other seeds; the test images stay the same.
 *
 * <p>Runs of different networks are independent though they share a seed: Welch's t-test. Runs of
 * one network on two engines start from the same weights and see the same images: their differences
 * are tested. There the permutation test assumes least and is taken wherever it can reach the level
 * asked for at all: from {@code n} differences no p-value below 2<sup>1-n</sup> can come, so for a
 * level of 0.05 it takes six seeds, and more in a family of tests. With fewer the paired t-test is
 * left. Both t-tests take accuracies for normally distributed. The choice looks at the question,
 * the number of seeds and the level alone, never at the figures.
 *
 * @param method which of them
 * @param pValue two-sided
 */
public record DifferenceTest(Method method, double pValue) {

  /** How the p-value comes about. */
  public enum Method {
    /** Sign flips of the differences, all of them for up to 20 differences, else random ones. */
    PERMUTATION,
    /** Student's paired t-test. */
    T,
    /** Welch's t-test, which allows each sample its own variance. */
    WELCH
  }

  /** As papers call it, without the word test. */
  public String name() {
    return switch (method) {
      case PERMUTATION -> "permutation";
      case T -> "paired t";
      case WELCH -> "Welch t";
    };
  }

  /**
   * The test of two independent samples.
   *
   * @return none if one of them is a single value, or if neither spreads but their values differ
   */
  public static Optional<DifferenceTest> independent(Sample first, Sample second) {
    if (first.size() < 2 || second.size() < 2) {
      return Optional.empty();
    }
    if (areAlike(first.array()) && areAlike(second.array())) {
      return first.values().get(0).equals(second.values().get(0))
          ? Optional.of(new DifferenceTest(Method.WELCH, 1))
          : Optional.empty();
    }
    return Optional.of(
        new DifferenceTest(
            Method.WELCH, TTest.withDefaults().test(first.array(), second.array()).getPValue()));
  }

  /**
   * The test of the differences of runs that belong together.
   *
   * @param level that the p-value is to be held against, in the strictest case
   * @return none for a single difference, and none by a t-test if the differences are all alike but
   *     not zero: they leave no spread to measure them by
   */
  public static Optional<DifferenceTest> paired(Sample differences, double level) {
    double[] values = differences.array();
    if (values.length < 2) {
      return Optional.empty();
    }
    boolean permutes = SignFlips.smallestPValue(values.length) <= level;
    return permutes
        ? Optional.of(new DifferenceTest(Method.PERMUTATION, SignFlips.pValue(values)))
        : tTest(values);
  }

  private static Optional<DifferenceTest> tTest(double[] values) {
    if (areAlike(values)) {
      return values[0] == 0 ? Optional.of(new DifferenceTest(Method.T, 1)) : Optional.empty();
    }
    return Optional.of(new DifferenceTest(Method.T, TTest.withDefaults().test(values).getPValue()));
  }

  private static boolean areAlike(double[] values) {
    return Arrays.stream(values).allMatch(value -> value == values[0]);
  }
}
