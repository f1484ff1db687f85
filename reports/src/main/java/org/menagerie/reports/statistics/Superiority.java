package org.menagerie.reports.statistics;

import java.util.function.DoubleUnaryOperator;
import org.apache.commons.statistics.distribution.NormalDistribution;

/**
 * How probable it is that one run of the first is better than one run of the second: what a reader
 * can expect who trains each of them once. Equal runs count half.
 *
 * @param probability from 0 to 1
 * @param interval the 95 % confidence interval
 * @see <a href="https://arxiv.org/abs/2103.03098">Bouthillier et al.: Accounting for Variance in
 *     Machine Learning Benchmarks (2021)</a>
 */
public record Superiority(double probability, Interval interval) {
  private static final double Z = NormalDistribution.of(0, 1).inverseSurvivalProbability(0.025);

  /** Halvings of an interval of 1 that leave no digit of a double. */
  private static final int HALVINGS = 60;

  /**
   * Of runs that have nothing to do with each other: the share of all pairs of them (Mann-Whitney's
   * U). Newcombe's interval, unlike a bootstrap's, is one for few runs, too, and has a width where
   * all runs of the one are better.
   *
   * @see <a href="https://doi.org/10.1002/sim.2324">Newcombe: Confidence intervals for an effect
   *     size measure based on the Mann-Whitney statistic, part 2 (2006), method 5</a>
   */
  public static Superiority independent(Sample first, Sample second) {
    double wins = 0;
    for (double one : first.values()) {
      for (double other : second.values()) {
        wins += win(one - other);
      }
    }
    double pairs = (double) first.size() * second.size();
    double share = (first.size() + second.size()) / 2.0 - 1;
    DoubleUnaryOperator variance =
        p -> p * (1 - p) * (1 + share * (1 - p) / (2 - p) + share * p / (1 + p)) / pairs;
    return of(wins / pairs, variance);
  }

  /** Of runs that belong together two by two, from their differences: Wilson's interval. */
  public static Superiority paired(Sample differences) {
    int runs = differences.size();
    double wins = differences.values().stream().mapToDouble(Superiority::win).sum();
    return of(wins / runs, p -> p * (1 - p) / runs);
  }

  private static double win(double difference) {
    return difference > 0 ? 1 : difference < 0 ? 0 : 0.5;
  }

  /** The probabilities from which the measured one is no farther than their own deviations. */
  private static Superiority of(double measured, DoubleUnaryOperator variance) {
    return new Superiority(
        measured, new Interval(end(measured, 0, variance), end(measured, 1, variance)));
  }

  private static double end(double measured, double extreme, DoubleUnaryOperator variance) {
    double inside = measured;
    double outside = extreme;
    for (int i = 0; i < HALVINGS && inside != outside; i++) {
      double middle = (inside + outside) / 2;
      double distance = measured - middle;
      if (distance * distance <= Z * Z * variance.applyAsDouble(middle)) {
        inside = middle;
      } else {
        outside = middle;
      }
    }
    return inside;
  }
}
