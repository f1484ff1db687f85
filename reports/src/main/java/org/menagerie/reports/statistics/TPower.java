package org.menagerie.reports.statistics;

import org.apache.commons.statistics.distribution.ChiSquaredDistribution;
import org.apache.commons.statistics.distribution.NormalDistribution;
import org.apache.commons.statistics.distribution.TDistribution;

/**
 * The power of two-sided t-tests, from the noncentral t distribution: the differences that a number
 * of seeds could have shown. Where the standard deviation is itself measured with few seeds, the
 * answer is only an order of magnitude.
 *
 * <p>{@code P(T > c)} is the mean, over the normally distributed numerator, of the probability that
 * the measured deviation is small enough; it is integrated by Simpson's rule. Agrees with
 * statsmodels' {@code TTestPower} and R's {@code power.t.test} to six digits. Welch's test is
 * treated as one with its degrees of freedom.
 */
public final class TPower {
  /** By convention. */
  public static final double POWER = 0.8;

  private static final int STEPS = 400;

  /** Beyond it lies less than 1e-16 of a normal distribution. */
  private static final double TAIL = 8.3;

  private static final NormalDistribution NORMAL = NormalDistribution.of(0, 1);

  private final double critical;
  private final double degrees;
  private final ChiSquaredDistribution variance;

  private TPower(double degrees, double level) {
    this.degrees = degrees;
    this.critical = TDistribution.of(degrees).inverseSurvivalProbability(level / 2);
    this.variance = ChiSquaredDistribution.of(degrees);
  }

  /**
   * The probability that a true difference is found significant.
   *
   * @param difference true mean of the differences
   * @param deviation standard deviation of the differences, above 0
   * @param pairs at least 2
   * @param level of the test, such as 0.05
   */
  public static double of(double difference, double deviation, int pairs, double level) {
    return new TPower(pairs - 1.0, level).at(difference / deviation * Math.sqrt(pairs));
  }

  /**
   * The same for the means of two independent samples that may spread differently (Welch's test).
   *
   * @param difference true difference of the means
   * @param first standard deviation of the first's runs
   * @param second standard deviation of the second's runs, above 0 if the first's is not
   * @param runs of each, at least 2
   * @param level of the test, such as 0.05
   */
  static double independent(
      double difference, double first, double second, int runs, double level) {
    double a = first * first;
    double b = second * second;
    double degrees = (runs - 1) * (a + b) * (a + b) / (a * a + b * b);
    return new TPower(degrees, level).at(difference / Math.sqrt((a + b) / runs));
  }

  /**
   * The smallest true difference that would have been found significant with a probability of
   * {@value #POWER}.
   *
   * @param deviation standard deviation of the difference of two single runs; may be 0
   * @param runs of each of the two, at least 2
   * @param degrees of freedom
   * @param level of the test, such as 0.05
   */
  public static double detectableDifference(
      double deviation, int runs, double degrees, double level) {
    return new TPower(degrees, level).detectableShift() * deviation / Math.sqrt(runs);
  }

  private double detectableShift() {
    double low = 0;
    double high = critical;
    while (at(high) < POWER) {
      low = high;
      high *= 2;
    }
    // Each step halves the interval: these bring it to the last digit.
    for (int i = 0; i < 50; i++) {
      double middle = (low + high) / 2;
      if (at(middle) < POWER) {
        low = middle;
      } else {
        high = middle;
      }
    }
    return high;
  }

  /** Of a test statistic whose numerator is shifted by so many of its standard deviations. */
  private double at(double shift) {
    return upperTail(shift) + upperTail(-shift);
  }

  private double upperTail(double shift) {
    double from = Math.max(-TAIL, -shift);
    if (from >= TAIL) {
      return 0;
    }
    double width = (TAIL - from) / STEPS;
    double sum = 0;
    for (int i = 0; i <= STEPS; i++) {
      int weight = i == 0 || i == STEPS ? 1 : i % 2 == 0 ? 2 : 4;
      double z = from + i * width;
      double largestRatio = (z + shift) / critical;
      sum +=
          weight
              * NORMAL.density(z)
              * variance.cumulativeProbability(degrees * largestRatio * largestRatio);
    }
    return sum * width / 3;
  }
}
