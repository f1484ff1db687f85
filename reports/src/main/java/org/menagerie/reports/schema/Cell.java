package org.menagerie.reports.schema;

import static java.util.stream.Collectors.joining;

import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.menagerie.reports.statistics.Interval;
import org.menagerie.reports.statistics.Sample;

/** One value of a table: whole in files for programs, as {@link #shown} where people read. */
public sealed interface Cell {
  /** What stands where there is nothing. */
  String NOTHING = "—";

  /** As people read it. */
  String shown();

  /** Text as a plug-in, a path or this program states it; writers make it harmless. */
  record Text(String text) implements Cell {
    @Override
    public String shown() {
      return text;
    }
  }

  /** A whole number. */
  record Whole(long value) implements Cell {
    @Override
    public String shown() {
      return String.format(Locale.ROOT, "%,d", value);
    }
  }

  /**
   * A finite number.
   *
   * @param value in full
   * @param text as people read it
   */
  record Decimal(double value, String text) implements Cell {
    @Override
    public String shown() {
      return text;
    }
  }

  /** An amount of memory: bytes in files for programs, MiB for people. */
  record Bytes(long value) implements Cell {
    private static final double MEBIBYTE = 1 << 20;

    @Override
    public String shown() {
      return String.format(Locale.ROOT, "%,.0f", value / MEBIBYTE);
    }
  }

  /** Yes or no. */
  record Flag(boolean value) implements Cell {
    @Override
    public String shown() {
      return value ? "yes" : "no";
    }
  }

  /** Whole numbers, such as seeds. */
  record Wholes(List<Long> values) implements Cell {
    public Wholes {
      values = List.copyOf(values);
    }

    @Override
    public String shown() {
      return values.stream().map(String::valueOf).collect(joining(" "));
    }
  }

  /** Nothing is known, or nothing can be. */
  record Missing() implements Cell {
    @Override
    public String shown() {
      return NOTHING;
    }
  }

  static Cell decimal(int digits, double value) {
    return number(value, "%,." + digits + "f");
  }

  static Cell decimal(int digits, OptionalDouble value) {
    return value.isPresent() ? decimal(digits, value.getAsDouble()) : new Missing();
  }

  /** Percentage points with their sign. */
  static Cell difference(double points) {
    return new Decimal(points, signed(points));
  }

  /** Percentage points with their sign, and the standard deviation if there is one. */
  static Cell differences(Sample points) {
    return new Decimal(points.mean(), signed(points.mean()) + deviation(points));
  }

  /** Both ends of an interval of percentages. */
  static Cell percentages(Interval interval) {
    return new Decimal(
        interval.lower(),
        String.format(Locale.ROOT, "%.2f–%.2f", interval.lower(), interval.upper()));
  }

  /** Both ends of an interval of differences. */
  static Cell differences(Interval interval) {
    return new Decimal(
        interval.lower(), signed(interval.lower()) + " to " + signed(interval.upper()));
  }

  /** Percentage points that mean nothing beyond all of them. */
  static Cell detectable(OptionalDouble points) {
    return points.isPresent() && points.getAsDouble() > 100
        ? new Decimal(points.getAsDouble(), "> 100")
        : decimal(2, points);
  }

  /** A zero has no sign, and a minus is no hyphen. */
  private static String signed(double points) {
    String text = String.format(Locale.ROOT, "%+.2f", points);
    return text.endsWith("0.00") && text.length() == 5 ? "0.00" : text.replace('-', '−');
  }

  private static String deviation(Sample sample) {
    OptionalDouble deviation = sample.standardDeviation();
    return deviation.isEmpty()
        ? ""
        : String.format(Locale.ROOT, " ± %.2f", deviation.getAsDouble());
  }

  /** Three decimals, or that it is below 0.001. */
  static Cell probability(double p) {
    return p < 0.001 ? new Decimal(p, "< 0.001") : number(p, "%.3f");
  }

  static Cell probability(OptionalDouble p) {
    return p.isPresent() ? probability(p.getAsDouble()) : new Missing();
  }

  static Cell bytes(OptionalLong value) {
    return value.isPresent() ? new Bytes(value.getAsLong()) : new Missing();
  }

  static Cell whole(OptionalInt value) {
    return value.isPresent() ? new Whole(value.getAsInt()) : new Missing();
  }

  /** Mean and, if there is one, standard deviation. */
  static Cell spread(Sample sample) {
    return new Decimal(
        sample.mean(), String.format(Locale.ROOT, "%.2f", sample.mean()) + deviation(sample));
  }

  private static Cell number(double value, String format) {
    return Double.isFinite(value)
        ? new Decimal(value, String.format(Locale.ROOT, format, value))
        : new Missing();
  }
}
