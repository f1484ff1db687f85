package org.menagerie.reports.evidence;

import java.util.HashMap;
import java.util.Map;
import java.util.OptionalDouble;
import org.menagerie.reports.statistics.Difference;
import org.menagerie.reports.statistics.TPower;

/** What differences could have been seen at one level, see {@link TPower}. */
final class DetectableDifferences {
  private final double level;

  /**
   * By whole degrees of freedom, for a deviation of 1 and one run: it grows with the deviation
   * alone, and finding it takes a while.
   */
  private final Map<Integer, Double> shifts = new HashMap<>();

  DetectableDifferences(double level) {
    this.level = level;
  }

  /**
   * The smallest true difference that as many seeds would have shown with a probability of 80 %,
   * were the measured spread the true one; none if no spread was measured, as with one seed.
   * Degrees of freedom are rounded down, which makes it a little larger.
   */
  OptionalDouble of(Difference difference) {
    double deviation = difference.standardDeviation().orElse(0);
    return deviation == 0
        ? OptionalDouble.empty()
        : OptionalDouble.of(
            deviation
                / Math.sqrt(difference.runs())
                * shifts.computeIfAbsent(
                    (int) difference.degrees(),
                    degrees -> TPower.detectableDifference(1, 1, degrees, level)));
  }
}
