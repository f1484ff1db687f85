package org.menagerie.reports.statistics;

import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import org.apache.commons.statistics.distribution.ChiSquaredDistribution;

/**
 * The spread of test accuracies over seeds, split in two.
 *
 * <p>Networks of several seeds err on different images. Were these errors independent of each
 * other, the accuracies on one test set would spread though all networks were equally good: the
 * images that one happens to get wrong are others on another test set. That part is known from how
 * the runs judge each single image. What the measured variance has beyond it is real: on images
 * without end, too, some seeds would be better than others.
 *
 * <p>The interval of the real part takes accuracies for normally distributed and the independent
 * part for known, since thousands of images tell it.
 *
 * @param runs at least 2
 * @param measured standard deviation over seeds with n - 1 in its denominator, in percentage points
 * @param independent the deviation that independent errors alone would give, in percentage points,
 *     above 0
 * @param real the deviation that is left, in percentage points, not below 0
 * @param interval the 95 % confidence interval of {@code real}
 * @param pValue one-sided, of a spread so large if no part of it were real
 * @see <a href="https://arxiv.org/abs/2304.01910">Jordan: On the Variance of Neural Network
 *     Training with respect to Test Sets and Distributions (2023)</a>
 */
public record SeedSpread(
    int runs, double measured, double independent, double real, Interval interval, double pValue) {
  private static final double PERCENT = 100;
  private static final double ONE_TAIL = 0.025;
  private static final double LEVEL = 0.05;

  /**
   * The spread of runs on the same test images.
   *
   * @param correct which images each run classified correctly
   * @param images their number
   * @return none of a single run, nor of runs that agree on every image
   */
  public static Optional<SeedSpread> of(List<BitSet> correct, int images) {
    int runs = correct.size();
    int[] right = new int[images];
    correct.forEach(run -> run.stream().forEach(image -> right[image]++));
    double differing = 0;
    for (int count : right) {
      differing += (double) count * (runs - count);
    }
    if (differing == 0) {
      return Optional.empty();
    }
    // p (1 - p) of each image, without the bias of p being measured.
    double independent = differing / runs / (runs - 1) / images / images;
    double deviation =
        new Sample(correct.stream().map(run -> (double) run.cardinality() / images).toList())
            .standardDeviation()
            .orElseThrow();
    double variance = deviation * deviation;
    int degrees = runs - 1;
    ChiSquaredDistribution distribution = ChiSquaredDistribution.of(degrees);
    double sum = degrees * variance;
    Interval interval =
        new Interval(
            beyond(sum / distribution.inverseSurvivalProbability(ONE_TAIL), independent),
            beyond(sum / distribution.inverseCumulativeProbability(ONE_TAIL), independent));
    return Optional.of(
        new SeedSpread(
            runs,
            PERCENT * deviation,
            PERCENT * Math.sqrt(independent),
            beyond(variance, independent),
            interval,
            distribution.survivalProbability(sum / independent)));
  }

  /** The deviation, in percentage points, of what a variance has beyond another. */
  private static double beyond(double variance, double independent) {
    return PERCENT * Math.sqrt(Math.max(0, variance - independent));
  }

  /** Whether some part of the spread is real, at a level of 5 %. */
  public boolean isReal() {
    return pValue < LEVEL;
  }
}
