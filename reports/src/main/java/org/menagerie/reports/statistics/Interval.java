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

  /**
   * The part of the interval where a value can be at all. Nothing is lost by that: it holds the
   * true value as often as before.
   *
   * @param lowest that a value can be
   * @param highest that a value can be
   */
  public Interval within(double lowest, double highest) {
    return new Interval(
        Math.min(highest, Math.max(lowest, lower)), Math.max(lowest, Math.min(highest, upper)));
  }

  boolean holds(double value) {
    return lower <= value && value <= upper;
  }

  /** The smallest interval that holds both. */
  public Interval span(Interval other) {
    return new Interval(Math.min(lower, other.lower), Math.max(upper, other.upper));
  }
}
