package org.menagerie.reports.evidence;

import org.menagerie.reports.statistics.Interval;

/**
 * How a model's runs stand to a published figure of the same {@link Protocol}. A published figure
 * is one run, so it is held against {@link Measurement#interval}, where one run lies, and not
 * against the interval of the mean. Both are compared as they are written, in hundredths of a
 * percent: a published figure is not known more closely.
 *
 * @param published in percent
 * @param measurement of the runs
 */
public record Reproduction(double published, Measurement measurement) {

  /** Where the interval lies. */
  public enum Position {
    /** Around the published figure: the figure is inside. */
    INSIDE,
    /** Above the published figure. */
    ABOVE,
    /** Below the published figure. */
    BELOW
  }

  /** What is said of the published figure. */
  public enum Ruling {
    /** It lies inside the interval. */
    REPRODUCED,
    /** The interval lies above it. */
    EXCEEDED,
    /** The interval lies below it. */
    NOT_REPRODUCED,
    /** Nothing yet: there are fewer than three seeds. The position is a hint. */
    INDICATIVE
  }

  public Position position() {
    Interval interval = measurement.interval();
    long figure = hundredths(published);
    if (hundredths(interval.lower()) > figure) {
      return Position.ABOVE;
    }
    return hundredths(interval.upper()) < figure ? Position.BELOW : Position.INSIDE;
  }

  private static long hundredths(double percent) {
    return Math.round(100 * percent);
  }

  public Ruling ruling() {
    if (!measurement.predicts()) {
      return Ruling.INDICATIVE;
    }
    return switch (position()) {
      case INSIDE -> Ruling.REPRODUCED;
      case ABOVE -> Ruling.EXCEEDED;
      case BELOW -> Ruling.NOT_REPRODUCED;
    };
  }
}
