package org.menagerie.reports.text;

import static java.util.stream.Collectors.joining;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.menagerie.api.report.ReportCell;
import org.menagerie.reports.statistics.Difference;
import org.menagerie.reports.statistics.Interval;
import org.menagerie.reports.statistics.Sample;
import org.menagerie.training.text.SafeText;

/** Writes values for people, the same in every table. */
public final class Cells {
  /** The text of an empty cell. */
  public static final String NOTHING = "—";

  /** A cell whose value is unknown or does not exist. */
  public static final ReportCell MISSING = new ReportCell(Optional.empty(), NOTHING);

  private static final double MEBIBYTE = 1 << 20;

  private Cells() {}

  private static ReportCell cell(Object value, String text) {
    return new ReportCell(Optional.of(value), text);
  }

  private static String format(String format, Object... values) {
    return String.format(Locale.ROOT, format, values);
  }

  public static ReportCell text(String text) {
    return cell(text, SafeText.plain(text));
  }

  public static ReportCell text(Optional<String> text) {
    return text.map(Cells::text).orElse(MISSING);
  }

  public static ReportCell integer(long value) {
    return cell(value, format("%,d", value));
  }

  /** A number with an addition, such as a mark. */
  public static ReportCell integer(long value, String text) {
    return cell(value, text);
  }

  public static ReportCell integer(OptionalInt value) {
    return value.isPresent() ? integer(value.getAsInt()) : MISSING;
  }

  /** Numbers that are names, such as seeds. */
  public static ReportCell integers(List<Long> values) {
    return cell(values, values.stream().map(String::valueOf).collect(joining(" ")));
  }

  public static ReportCell flag(boolean value) {
    return cell(value, value ? "yes" : "no");
  }

  /** An amount of memory: in bytes, for people in MiB. */
  public static ReportCell bytes(OptionalLong value) {
    return value.isPresent()
        ? cell(value.getAsLong(), format("%,.0f", value.getAsLong() / MEBIBYTE))
        : MISSING;
  }

  public static ReportCell decimal(int digits, double value) {
    return number(value, format("%,." + digits + "f", value));
  }

  public static ReportCell decimal(int digits, OptionalDouble value) {
    return value.isPresent() ? decimal(digits, value.getAsDouble()) : MISSING;
  }

  /** With more digits where it is short. */
  public static ReportCell seconds(double value) {
    return decimal(value < 10 ? 2 : 1, value);
  }

  /** An accuracy in percent, and the epoch that had it. */
  public static ReportCell percentInEpoch(double percent, int epoch) {
    return number(percent, format("%.2f (%d)", percent, epoch));
  }

  /** Percentage points with their sign. */
  public static ReportCell difference(double points) {
    return number(points, signed(points));
  }

  public static ReportCell difference(OptionalDouble points) {
    return points.isPresent() ? difference(points.getAsDouble()) : MISSING;
  }

  /** Percentage points with their sign, and the standard deviation if there is one. */
  public static ReportCell difference(Difference points) {
    return difference(2, points);
  }

  /** A difference with its sign, and the standard deviation if there is one. */
  public static ReportCell difference(int digits, Difference difference) {
    return number(
        difference.mean(),
        signed(digits, difference.mean()) + deviation(digits, difference.standardDeviation()));
  }

  /** Mean and, if there is one, standard deviation. */
  public static ReportCell spread(Sample sample) {
    return spread(2, sample);
  }

  /** The same with a number of decimals. */
  public static ReportCell spread(int digits, Sample sample) {
    return number(
        sample.mean(),
        format("%." + digits + "f", sample.mean()) + deviation(digits, sample.standardDeviation()));
  }

  /** The same value with a mark behind its text. */
  public static ReportCell marked(ReportCell cell, String mark) {
    return new ReportCell(cell.value(), cell.text() + mark);
  }

  /** Both ends of an interval of percentages. */
  public static ReportCell percentages(Interval interval) {
    return number(interval.lower(), format("%.2f–%.2f", interval.lower(), interval.upper()));
  }

  /** Both ends of an interval. */
  public static ReportCell interval(int digits, Optional<Interval> known) {
    String end = "%." + digits + "f";
    return known
        .map(
            interval ->
                number(
                    interval.lower(), format(end + "–" + end, interval.lower(), interval.upper())))
        .orElse(MISSING);
  }

  /** Both ends of an interval of differences. */
  public static ReportCell differences(Optional<Interval> interval) {
    return interval
        .map(i -> number(i.lower(), signed(i.lower()) + " to " + signed(i.upper())))
        .orElse(MISSING);
  }

  /** Percentage points that mean nothing beyond all of them. */
  public static ReportCell detectable(OptionalDouble points) {
    return points.isPresent() && points.getAsDouble() > 100
        ? number(points.getAsDouble(), "> 100")
        : decimal(2, points);
  }

  /** Three decimals, or that it is below 0.001. */
  public static ReportCell probability(OptionalDouble p) {
    return p.isPresent()
        ? number(
            p.getAsDouble(), p.getAsDouble() < 0.001 ? "< 0.001" : format("%.3f", p.getAsDouble()))
        : MISSING;
  }

  private static ReportCell number(double value, String text) {
    return Double.isFinite(value) ? cell(value, text) : MISSING;
  }

  private static String signed(double points) {
    return signed(2, points);
  }

  /** A zero has no sign, and a minus is no hyphen. */
  private static String signed(int digits, double value) {
    String text = format("%+." + digits + "f", value);
    return text.matches("[-+]0\\.0*") ? text.substring(1) : text.replace('-', '−');
  }

  private static String deviation(int digits, OptionalDouble known) {
    return known.stream()
        .mapToObj(deviation -> format(" ± %." + digits + "f", deviation))
        .findFirst()
        .orElse("");
  }
}
