package org.menagerie.reports.statistics;

import java.util.OptionalInt;
import org.apache.commons.statistics.distribution.ChiSquaredDistribution;

/**
 * How many seeds it takes for Welch's test to find a true difference of two models, from how their
 * accuracies have spread so far.
 *
 * @param difference that is to be found, in percentage points, above 0
 * @param power the probability of finding it, above 0 and below 1
 * @param level of the test
 */
public record SeedsNeeded(double difference, double power, double level) {
  /** More than anybody trains. */
  public static final int MOST = 10_000;

  private static final double CAUTION = 0.2;

  /**
   * The smallest number of seeds, the same for both, if the measured spread is the true one.
   *
   * @param first accuracies, at least two
   * @param second accuracies, at least two
   * @return none if it is more than {@value #MOST}, or if nothing spreads
   */
  public OptionalInt of(Sample first, Sample second) {
    return of(deviation(first), deviation(second));
  }

  /**
   * The same if the spread is the largest that is not yet implausible: the upper bound of its
   * one-sided interval at 80 %. Few seeds know their spread badly, and half of all plans by the
   * measured one are too small.
   *
   * @see <a href="https://doi.org/10.1002/sim.4780141709">Browne: On the use of a pilot sample for
   *     sample size determination (1995)</a>
   */
  public OptionalInt cautiously(Sample first, Sample second) {
    return of(upperBound(first), upperBound(second));
  }

  private OptionalInt of(double first, double second) {
    if ((first == 0 && second == 0) || !reaches(first, second, MOST)) {
      return OptionalInt.empty();
    }
    int tooFew = 1;
    int enough = MOST;
    while (enough - tooFew > 1) {
      int middle = (tooFew + enough) / 2;
      if (reaches(first, second, middle)) {
        enough = middle;
      } else {
        tooFew = middle;
      }
    }
    return OptionalInt.of(enough);
  }

  private boolean reaches(double first, double second, int seeds) {
    return TPower.independent(difference, first, second, seeds, level) >= power;
  }

  private static double deviation(Sample sample) {
    return sample.standardDeviation().orElseThrow();
  }

  private static double upperBound(Sample sample) {
    int degrees = sample.size() - 1;
    return deviation(sample)
        * Math.sqrt(
            degrees / ChiSquaredDistribution.of(degrees).inverseCumulativeProbability(CAUTION));
  }
}
