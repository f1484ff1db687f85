package org.menagerie.reports.statistics;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.apache.commons.statistics.descriptive.Mean;
import org.apache.commons.statistics.descriptive.StandardDeviation;
import org.apache.commons.statistics.distribution.TDistribution;

/**
 * Measurements of one thing, such as a model's test accuracy with several seeds. The intervals take
 * them for independent draws from one normal distribution.
 *
 * @param values finite, at least one
 */
public record Sample(List<Double> values) {
  private static final double ONE_TAIL = 0.025;

  public Sample {
    values = List.copyOf(values);
    if (values.isEmpty() || !values.stream().allMatch(Double::isFinite)) {
      throw new IllegalArgumentException("a sample has at least one value, all of them finite");
    }
  }

  public int size() {
    return values.size();
  }

  public double mean() {
    return Mean.of(array()).getAsDouble();
  }

  /** With n - 1 in the denominator; none of a single value. */
  public OptionalDouble standardDeviation() {
    return size() < 2
        ? OptionalDouble.empty()
        : OptionalDouble.of(StandardDeviation.of(array()).getAsDouble());
  }

  /**
   * The 95 % confidence interval of the mean (Student's t); none of a single value, nor of values
   * that are all alike, as accuracies of a few seeds can be: they leave no spread to measure it by.
   */
  public Optional<Interval> meanInterval() {
    return interval(1.0 / size()).filter(interval -> interval.lower() < interval.upper());
  }

  /**
   * Where one further measurement would lie with 95 % probability: {@code mean ± t s sqrt(1 +
   * 1/n)}. Wider than {@link #meanInterval}, since a single measurement spreads by itself. None of
   * a single value.
   *
   * @see <a href="https://doi.org/10.1002/9780470316771">Hahn, Meeker: Statistical Intervals
   *     (1991)</a>
   */
  public Optional<Interval> predictionInterval() {
    return interval(1 + 1.0 / size());
  }

  /**
   * How far the mean of as many further measurements lies from this mean on one side, at most, but
   * for a probability of {@code level}: {@code t s sqrt(2/n)}. None of a single value.
   */
  public OptionalDouble distanceOfLaterMean(double level) {
    return standardDeviation().stream()
        .map(
            deviation ->
                TDistribution.of(size() - 1.0).inverseSurvivalProbability(level)
                    * deviation
                    * Math.sqrt(2.0 / size()))
        .findFirst();
  }

  private Optional<Interval> interval(double varianceFactor) {
    OptionalDouble deviation = standardDeviation();
    if (deviation.isEmpty()) {
      return Optional.empty();
    }
    double quantile = TDistribution.of(size() - 1.0).inverseSurvivalProbability(ONE_TAIL);
    return Optional.of(
        Interval.around(mean(), quantile * deviation.getAsDouble() * Math.sqrt(varianceFactor)));
  }

  double[] array() {
    return values.stream().mapToDouble(Double::doubleValue).toArray();
  }
}
