package org.menagerie.reports.statistics;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.apache.commons.statistics.distribution.TDistribution;

/**
 * The difference of two means, each of as many runs.
 *
 * @param mean of the first minus that of the second
 * @param standardDeviation of the difference of two single runs; none with one run each
 * @param runs of each
 * @param degrees of freedom with which the deviation is known; 0 with one run each, or if there is
 *     no deviation
 */
public record Difference(double mean, OptionalDouble standardDeviation, int runs, double degrees) {
  private static final double ONE_TAIL = 0.025;

  /** Of runs that belong together two by two, from their differences. */
  public static Difference paired(Sample differences) {
    int runs = differences.size();
    return new Difference(differences.mean(), differences.standardDeviation(), runs, runs - 1.0);
  }

  /**
   * Of runs that have nothing to do with each other: the variances add up, and the degrees of
   * freedom are those of Welch and Satterthwaite.
   *
   * @throws IllegalArgumentException if the samples are not of one size
   */
  public static Difference independent(Sample first, Sample second) {
    int runs = first.size();
    if (second.size() != runs) {
      throw new IllegalArgumentException("samples of %d and %d".formatted(runs, second.size()));
    }
    double mean = mean(first.values(), second.values());
    OptionalDouble one = first.standardDeviation();
    OptionalDouble other = second.standardDeviation();
    if (one.isEmpty() || other.isEmpty()) {
      return new Difference(mean, OptionalDouble.empty(), runs, 0);
    }
    double a = one.getAsDouble() * one.getAsDouble();
    double b = other.getAsDouble() * other.getAsDouble();
    double degrees = a + b == 0 ? 0 : (runs - 1) * (a + b) * (a + b) / (a * a + b * b);
    return new Difference(mean, OptionalDouble.of(Math.sqrt(a + b)), runs, degrees);
  }

  /** Value by value, so that equal samples differ by exactly nothing. */
  private static double mean(List<Double> first, List<Double> second) {
    double sum = 0;
    for (int i = 0; i < first.size(); i++) {
      sum += first.get(i) - second.get(i);
    }
    return sum / first.size();
  }

  /**
   * The 95 % confidence interval of the difference of the means (Student's t); none with one run
   * each, nor where nothing spreads: that leaves nothing to measure it by.
   */
  public Optional<Interval> meanInterval() {
    if (standardDeviation.orElse(0) == 0) {
      return Optional.empty();
    }
    double quantile = TDistribution.of(degrees).inverseSurvivalProbability(ONE_TAIL);
    double error = standardDeviation.getAsDouble() / Math.sqrt(runs);
    return Optional.of(Interval.around(mean, quantile * error));
  }
}
