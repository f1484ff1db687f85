package org.menagerie.reports.statistics;

import java.util.Optional;

/**
 * Intervals for the mean of normally distributed values of unknown variance, one after each further
 * value. With a probability of at least 1 - level <em>all</em> of them hold the mean: one may look
 * after every value, and stop when one likes.
 *
 * <p>For every mean {@code m}, the Bayes factor of Student's statistic {@code t = sqrt(n) (mean -
 * m) / s} that takes the true shift in standard deviations as drawn from N(0, 1/c²),
 *
 * <pre>{@code
 * sqrt(c² / (n + c²)) ((1 + t² / (n - 1)) / (1 + c² / (n + c²) t² / (n - 1)))^(n / 2),
 * }</pre>
 *
 * is a test martingale where {@code m} is the mean, whatever the variance. By Ville's inequality it
 * exceeds 1 / level at any time with a probability of at most the level, and the interval has those
 * {@code m} where it does not.
 *
 * @param level the probability that any of the intervals misses the mean
 * @see <a href="https://arxiv.org/abs/2310.03722">Wang, Ramdas: Anytime-valid t-tests and
 *     confidence sequences for Gaussian means with unknown variance (2023), the t-test by a
 *     Gaussian mixture</a>
 */
public record ConfidenceSequence(double level) {
  /** c²: the intervals are narrowest, in proportion, between 5 and 20 values. */
  private static final double PRECISION = 0.5;

  /**
   * The interval after so many values.
   *
   * @return none where there is none yet that is not the whole line: from 4 values on there is one
   *     for a level of 0.05; nor where the values do not spread
   */
  public Optional<Interval> after(Sample values) {
    int n = values.size();
    double deviation = values.standardDeviation().orElse(0);
    double precision = 1 + n / PRECISION;
    double root = Math.pow(precision / (level * level), 1.0 / n);
    if (deviation == 0 || root >= precision) {
      return Optional.empty();
    }
    // t² / (n - 1) at which the factor is 1 / level.
    double largest = (root - 1) / (1 - root / precision);
    double halfWidth = deviation * Math.sqrt(largest * (n - 1) / n);
    return Optional.of(Interval.around(values.mean(), halfWidth));
  }
}
