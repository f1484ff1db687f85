package org.menagerie.reports.statistics;

import java.util.Optional;
import java.util.OptionalDouble;
import org.apache.commons.statistics.distribution.TDistribution;

/**
 * The mean of figures, or of differences of figures, that are measured on parts of the same images
 * while the others are trained on, as in a cross-validation. The training sets overlap, so that the
 * figures vary less than those of independent trainings would: the variance of their mean is taken
 * for {@code s² (1/n + tested/trained)} and not for {@code s² / n}.
 *
 * @param values one for each part
 * @param testedToTrained number of images of a part over the number of those trained on
 * @see <a href="https://doi.org/10.1023/A:1024068626366">Nadeau, Bengio: Inference for the
 *     Generalization Error (2003)</a>
 */
public record ResampledMean(Sample values, double testedToTrained) {
  private static final double ONE_TAIL = 0.025;

  /**
   * Of some folds of a cross-validation.
   *
   * @param of number of folds that the images are cut into
   */
  public static ResampledMean ofFolds(Sample values, int of) {
    return new ResampledMean(values, 1.0 / (of - 1));
  }

  public double mean() {
    return values.mean();
  }

  /**
   * The standard error of the mean; none of a single value, nor of values that are all alike, which
   * leave no spread to measure it by.
   */
  public OptionalDouble standardError() {
    double deviation = values.standardDeviation().orElse(0);
    return deviation == 0
        ? OptionalDouble.empty()
        : OptionalDouble.of(deviation * Math.sqrt(1.0 / values.size() + testedToTrained));
  }

  /** The 95 % confidence interval of the mean (Student's t, n - 1 degrees of freedom). */
  public Optional<Interval> interval() {
    return standardError().stream()
        .mapToObj(
            error ->
                Interval.around(
                    mean(), distribution().inverseSurvivalProbability(ONE_TAIL) * error))
        .findFirst();
  }

  /** Of the mean being 0, two-sided: the corrected resampled t-test. */
  public OptionalDouble pValue() {
    return standardError().stream()
        .map(error -> 2 * distribution().survivalProbability(Math.abs(mean()) / error))
        .findFirst();
  }

  private TDistribution distribution() {
    return TDistribution.of(values.size() - 1.0);
  }
}
