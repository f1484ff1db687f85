package org.menagerie.reports.statistics;

/**
 * An interval on the scale of what was measured, its ends included.
 *
 * @param lower bound
 * @param upper bound, not below the lower one
 */
public record Interval(double lower, double upper) {

  public Interval {
    if (!(lower <= upper)) {
      throw new IllegalArgumentException("not an interval: %s to %s".formatted(lower, upper));
    }
  }

  static Interval around(double centre, double halfWidth) {
    return new Interval(centre - halfWidth, centre + halfWidth);
  }

  /** How far the bounds are apart. */
  public double width() {
    return upper - lower;
  }

  /** The smallest interval that holds both. */
  public Interval span(Interval other) {
    return new Interval(Math.min(lower, other.lower), Math.max(upper, other.upper));
  }
}
