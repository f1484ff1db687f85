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
 * @param stopped whether a run ended as soon as its test accuracy said so: against such figures a
 *     published one that was stopped at the same cannot fail
 */
public record Reproduction(double published, Measurement measurement, boolean stopped) {
  /** An interval that is narrower than this says something by holding a figure, in points. */
  public static final double MARGIN = 0.2;

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
    /** It lies inside an interval that is narrower than {@link #MARGIN}. */
    REPRODUCED("✓"),
    /** It lies inside a wider interval: the runs do not contradict it. */
    COMPATIBLE("≈"),
    /** The interval lies above it. */
    EXCEEDED("↑"),
    /** The interval lies below it. */
    NOT_REPRODUCED("↓"),
    /** Nothing: runs stopped on their test accuracy. */
    STOPPED(" "),
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
    return switch (verdict()) {
      case STOPPED -> "not judged: stopped on the test set";
      case INDICATIVE -> "indicative: " + position().name().toLowerCase(Locale.ROOT);
      default -> verdict().words();
    };
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
    if (stopped) {
      return Verdict.STOPPED;
    }
    if (!measurement.hasEnoughSeeds()) {
      return Verdict.INDICATIVE;
    }
    return switch (position()) {
      case INSIDE ->
          measurement.interval().width() < MARGIN ? Verdict.REPRODUCED : Verdict.COMPATIBLE;
      case ABOVE -> Verdict.EXCEEDED;
      case BELOW -> Verdict.NOT_REPRODUCED;
    };
  }
}
