package org.menagerie.reports.chart;

import static java.util.Comparator.comparingDouble;
import static java.util.stream.Collectors.joining;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.DoubleStream;
import org.menagerie.reports.statistics.Interval;
import org.menagerie.reports.text.Markup;

/**
 * Accuracy over a setting that has several numbers, a line for each model, for a page that has
 * {@link Theme#CSS}. Settings that span a power of ten or more have a logarithmic axis.
 */
public final class SettingChart {
  private static final double WIDTH = 820;
  private static final double LEFT = 62;
  private static final double RIGHT = 796;
  private static final double TOP = 24;
  private static final double BOTTOM = 320;

  /** The height of a line of text. */
  private static final double LINE = 18;

  /** Between the middles of two labels of the axis. */
  private static final double LABEL = 46;

  private static final double DECADE = 10;

  private final List<Line> lines;
  private final SortedMap<Double, String> settings = new TreeMap<>();
  private final boolean logarithmic;
  private final ErrorScale accuracies;
  private final Markup svg = new Markup();

  /**
   * What differs in nothing but the setting.
   *
   * @param points at least two
   */
  public record Line(String name, List<Point> points) {
    public Line {
      points = points.stream().sorted(comparingDouble(Point::setting)).toList();
    }
  }

  /**
   * Runs with one value of the setting.
   *
   * @param label of the setting, as recipes have it
   * @param accuracy mean over seeds, in percent
   * @param interval of the mean, where there is one
   */
  public record Point(double setting, String label, double accuracy, Optional<Interval> interval) {}

  private SettingChart(List<Line> lines) {
    this.lines = List.copyOf(lines);
    lines.stream()
        .flatMap(line -> line.points.stream())
        .forEach(point -> settings.putIfAbsent(point.setting, point.label));
    this.logarithmic =
        settings.firstKey() > 0 && settings.lastKey() >= DECADE * settings.firstKey();
    this.accuracies =
        ErrorScale.of(
            lines.stream()
                .flatMap(line -> line.points.stream())
                .flatMapToDouble(
                    point ->
                        DoubleStream.concat(
                            DoubleStream.of(point.accuracy),
                            point.interval.stream()
                                .map(known -> known.within(0, 100))
                                .flatMapToDouble(
                                    known -> DoubleStream.of(known.lower(), known.upper())))));
  }

  /** The chart of at least one line. */
  public static String svg(String setting, List<Line> lines, String title) {
    return new SettingChart(lines).document(setting, title);
  }

  private String document(String setting, String title) {
    drawAxes(setting);
    for (int i = 0; i < lines.size(); i++) {
      drawLine(lines.get(i), Style.ofRun(i, true));
    }
    Legend legend = new Legend(svg, LEFT, RIGHT, BOTTOM + 68);
    for (int i = 0; i < lines.size(); i++) {
      legend.add(Style.ofRun(i, true), lines.get(i).name);
    }
    return """
        <svg class="curves" role="img" viewBox="0 0 %s %s">
        """
            .formatted(Markup.number(WIDTH), Markup.number(legend.bottom()))
        + new Markup()
            .text("title", title)
            .text("desc", lines.stream().map(SettingChart::sentence).collect(joining("\n")))
        + svg
        + "</svg>\n";
  }

  private static String sentence(Line line) {
    return line.points.stream()
        .map(point -> String.format(Locale.ROOT, "%.2f %% at %s", point.accuracy, point.label))
        .collect(joining(", ", line.name + ": ", "."));
  }

  private void drawAxes(String key) {
    for (double tick : accuracies.ticks(LINE / (BOTTOM - TOP))) {
      double y = y(tick);
      svg.empty("path", "class", "grid", "d", path(LEFT, y) + "H" + Markup.number(RIGHT));
      svg.text("text", ErrorScale.label(tick), "class", "tick end", "x", LEFT - 8, "y", y + 4.5);
    }
    svg.text("text", "%", "class", "tick end", "x", LEFT - 8, "y", TOP - 8);
    svg.empty("path", "class", "axis", "d", path(LEFT, BOTTOM) + "H" + Markup.number(RIGHT));
    double free = Double.NEGATIVE_INFINITY;
    for (Map.Entry<Double, String> setting : settings.entrySet()) {
      double x = x(setting.getKey());
      svg.empty("path", "class", "axis", "d", path(x, BOTTOM) + "v5");
      if (x >= free) {
        svg.text("text", setting.getValue(), "class", "tick middle", "x", x, "y", BOTTOM + 20);
        free = x + LABEL;
      }
    }
    svg.text(
        "text",
        key + (logarithmic ? " (logarithmic)" : ""),
        "class",
        "middle",
        "x",
        (LEFT + RIGHT) / 2,
        "y",
        BOTTOM + 40);
  }

  private void drawLine(Line line, Style style) {
    svg.empty(
        "path",
        "class",
        style.classes("line"),
        "d",
        line.points.stream()
            .map(point -> Markup.number(x(point.setting)) + " " + Markup.number(y(point.accuracy)))
            .collect(joining("L", "M", "")));
    for (Point point : line.points) {
      double x = x(point.setting);
      point
          .interval
          .map(known -> known.within(0, 100))
          .ifPresent(
              known ->
                  svg.empty(
                      "path",
                      "class",
                      "interval " + style.colour(),
                      "d",
                      path(x, y(known.lower())) + "V" + Markup.number(y(known.upper()))));
      svg.empty(
          "path", "class", style.classes("point"), "d", style.marker().at(x, y(point.accuracy)));
    }
  }

  private static String path(double x, double y) {
    return "M" + Markup.number(x) + " " + Markup.number(y);
  }

  private double x(double setting) {
    double low = axis(settings.firstKey());
    double high = axis(settings.lastKey());
    return LEFT + 24 + (axis(setting) - low) / (high - low) * (RIGHT - LEFT - 48);
  }

  private double axis(double setting) {
    return logarithmic ? StrictMath.log(setting) : setting;
  }

  private double y(double accuracy) {
    return BOTTOM - accuracies.position(accuracy) * (BOTTOM - TOP);
  }
}
