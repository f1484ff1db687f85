package org.menagerie.reports.statistics;

import static java.util.Comparator.comparingDouble;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Holm's correction for a family of tests: it bounds the probability of even one false discovery,
 * however the tests depend on each other.
 *
 * @see <a href="https://www.jstor.org/stable/4615733">Holm: A simple sequentially rejective
 *     multiple test procedure (1979)</a>
 */
public final class Holm {
  private Holm() {}

  /** Adjusted p-values in the order of the given ones, to be held against the plain level. */
  public static List<Double> adjusted(List<Double> pValues) {
    return adjusted(pValues, pValues.size());
  }

  /**
   * The same for some tests of a larger family, whose other p-values are not known: those are taken
   * for the larger ones, so that these come out as large as among all, or larger.
   *
   * @param family how many tests there are in all, at least as many as p-values
   */
  public static List<Double> adjusted(List<Double> pValues, long family) {
    int tests = pValues.size();
    List<Integer> fromSmallest =
        IntStream.range(0, tests).boxed().sorted(comparingDouble(pValues::get)).toList();
    Double[] adjusted = new Double[tests];
    double largest = 0;
    for (int rank = 0; rank < tests; rank++) {
      int index = fromSmallest.get(rank);
      largest = Math.max(largest, Math.min(1, (family - rank) * pValues.get(index)));
      adjusted[index] = largest;
    }
    return Arrays.asList(adjusted);
  }

  /** The level at which the smallest p-value of so many tests is judged. */
  public static double strictestLevel(double level, long tests) {
    return level / tests;
  }
}
