package org.menagerie.reports.statistics;

import org.apache.commons.statistics.distribution.NormalDistribution;

/**
 * The range of so many draws from a standard normal distribution, whose deviation is known: Tukey's
 * studentized range with infinite degrees of freedom. Its distribution is integrated by Simpson's
 * rule over the smallest draw's place.
 *
 * @param draws at least 2
 */
record StudentizedRange(int draws) {
  private static final NormalDistribution NORMAL = NormalDistribution.of(0, 1);

  /** Beyond it lies less than 1e-16 of a normal distribution. */
  private static final double TAIL = 8.3;

  private static final int STEPS = 2_000;
  private static final int HALVINGS = 60;

  /** The probability of a larger range. */
  double survivalProbability(double range) {
    double width = 2 * TAIL / STEPS;
    double sum = 0;
    for (int i = 0; i <= STEPS; i++) {
      int weight = i == 0 || i == STEPS ? 1 : i % 2 == 0 ? 2 : 4;
      double largest = -TAIL + i * width;
      double below =
          NORMAL.cumulativeProbability(largest) - NORMAL.cumulativeProbability(largest - range);
      sum += weight * NORMAL.density(largest) * Math.pow(below, draws - 1.0);
    }
    return Math.max(0, 1 - draws * sum * width / 3);
  }

  /** The range that is exceeded with a probability. */
  double inverseSurvivalProbability(double probability) {
    double low = 0;
    double high = 1;
    while (survivalProbability(high) > probability) {
      high *= 2;
    }
    for (int i = 0; i < HALVINGS; i++) {
      double middle = (low + high) / 2;
      if (survivalProbability(middle) > probability) {
        low = middle;
      } else {
        high = middle;
      }
    }
    return high;
  }
}
