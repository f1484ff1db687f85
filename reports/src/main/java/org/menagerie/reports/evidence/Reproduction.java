package org.menagerie.reports.evidence;

import java.util.Locale;
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
  public enum Verdict {
    /** It lies inside the interval. */
    REPRODUCED("✓"),
    /** The interval lies above it. */
    EXCEEDED("↑"),
    /** The interval lies below it. */
    NOT_REPRODUCED("↓"),
    /** Nothing yet: there are fewer than three seeds. The position is a hint. */
    INDICATIVE(" ");

    private final String mark;

    Verdict(String mark) {
      this.mark = mark;
    }

    /** One character for narrow tables; a space if nothing is said. */
    public String mark() {
      return mark;
    }

    /** In lower case. */
    public String words() {
      return name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
  }

  /** For a table's cell. */
  public String words() {
    return verdict() == Verdict.INDICATIVE
        ? "indicative: " + position().name().toLowerCase(Locale.ROOT)
        : verdict().words();
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

  public Verdict verdict() {
    if (!measurement.predicts()) {
      return Verdict.INDICATIVE;
    }
    return switch (position()) {
      case INSIDE -> Verdict.REPRODUCED;
      case ABOVE -> Verdict.EXCEEDED;
      case BELOW -> Verdict.NOT_REPRODUCED;
    };
  }
}
