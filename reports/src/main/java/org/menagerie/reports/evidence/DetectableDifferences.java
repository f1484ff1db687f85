package org.menagerie.reports.evidence;

import java.util.HashMap;
import java.util.Map;
import java.util.OptionalDouble;
import org.menagerie.reports.statistics.PairedPower;
import org.menagerie.reports.statistics.Sample;

/** What differences could have been seen at one level, see {@link PairedPower}. */
final class DetectableDifferences {
  private final double level;

  /** It grows with the deviation alone, and finding it for one of 1 takes a while. */
  private final Map<Integer, Double> forDeviationOfOne = new HashMap<>();

  DetectableDifferences(double level) {
    this.level = level;
  }

  /**
   * The smallest true difference that as many seeds would have shown with a probability of 80 %,
   * were the measured spread the true one; none if no spread was measured, as with one seed.
   */
  OptionalDouble of(Sample differences) {
    double deviation = differences.standardDeviation().orElse(0);
    return deviation == 0
        ? OptionalDouble.empty()
        : OptionalDouble.of(
            deviation
                * forDeviationOfOne.computeIfAbsent(
                    differences.size(), n -> PairedPower.detectableDifference(1, n, level)));
  }
}
