package org.menagerie.reports.table;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import org.menagerie.reports.evidence.TargetCheck;
import org.menagerie.reports.evidence.Verdict;
import org.menagerie.reports.statistics.Interval;
import org.menagerie.reports.statistics.Sample;

/** How values are written in cells: alike in every format that people read. */
final class Cells {
  static final String NONE = "—";
  private static final double MEBIBYTE = 1 << 20;

  private Cells() {}

  /** In columns of a terminal. */
  static int width(String text) {
    return text.codePointCount(0, text.length());
  }

  static String decimals(int digits, double value) {
    return Double.isFinite(value) ? String.format(Locale.ROOT, "%,." + digits + "f", value) : NONE;
  }

  static String percent(double value) {
    return decimals(2, value);
  }

  static String percent(OptionalDouble value) {
    return value.isPresent() ? percent(value.getAsDouble()) : NONE;
  }

  static String count(long value) {
    return String.format(Locale.ROOT, "%,d", value);
  }

  static String mebibytes(long bytes) {
    return decimals(0, bytes / MEBIBYTE);
  }

  static String seconds(double value) {
    return decimals(value < 10 ? 2 : 1, value);
  }

  /** Trained and planned, marked as in {@link Notes} if the training stopped early. */
  static String epochs(Epochs epochs) {
    String mark = epochs.stoppedEarly() ? Notes.mark(epochs.stopReason()) : "";
    return epochs.trained() + "/" + epochs.planned() + mark;
  }

  static String interval(Interval interval) {
    return percent(interval.lower()) + "–" + percent(interval.upper());
  }

  /** Mean and standard deviation, the latter if there is one. */
  static String spread(int digits, Sample sample) {
    String mean = decimals(digits, sample.mean());
    OptionalDouble deviation = sample.standardDeviation();
    return deviation.isEmpty() ? mean : mean + " ± " + decimals(digits, deviation.getAsDouble());
  }

  static String best(BestEpoch best) {
    return "%s (%d)".formatted(percent(best.accuracy().percent()), best.epoch());
  }

  /** The worst verdict stands for all. */
  static String targets(List<TargetCheck> targets) {
    return targets.stream()
        .map(TargetCheck::verdict)
        .max(Comparator.naturalOrder())
        .map(Cells::verdict)
        .orElse(NONE);
  }

  static String verdict(Verdict verdict) {
    return switch (verdict) {
      case MET -> "met";
      case MET_EARLIER -> "met*";
      case MISSED -> "missed";
    };
  }
}
