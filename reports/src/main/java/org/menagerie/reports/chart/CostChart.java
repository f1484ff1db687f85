package org.menagerie.reports.chart;

import static java.util.Comparator.comparingDouble;
import static java.util.stream.Collectors.joining;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;
import org.menagerie.reports.statistics.Interval;
import org.menagerie.reports.text.Markup;

/**
 * One measure of models against a cost, with the Pareto front, for a page that has {@link
 * Theme#CSS}. Models that another one beats at no higher cost are greyed. So are those far below
 * the best in accuracy, which are no good at any price: they have no part in the front.
 */
public final class CostChart {
  private static final double WIDTH = 820;
  private static final double LEFT = 62;
  private static final double RIGHT = 796;
  private static final double TOP = 24;
  private static final double BOTTOM = 400;

  /** Between points of one size. */
  private static final double APART = 7;

  /** The height of a line of text. */
  private static final double LINE = 18;

  private static final int MOST_LABELS = 200;

  /** No model of the front has more errors than the best one, times this. */
  private static final double MOST_ERRORS = 10;

  /** In percent: where the best has fewer, it counts as having so many. */
  private static final double FEWEST_ERRORS = 0.1;

  private final Measure cost;
  private final Measure measure;
  private final List<Point> points;
  private final List<String> kinds;
  private final Axis across;
  private final Axis up;
  private final Markup svg = new Markup();

  /**
   * A model as it was measured.
   *
   * @param label beside it, once for each model
   * @param kind what tells it from others of its model, such as an engine
   * @param name whole
   * @param accuracy in percent
   * @param cost along the horizontal axis
   * @param measured along the vertical axis
   */
  public record Point(
      String label, String kind, String name, double accuracy, Value cost, Value measured) {}

  /**
   * A value of one measure.
   *
   * @param mean over seeds
   * @param interval how sure it is; none of what is counted, or measured once
   */
  public record Value(double mean, Optional<Interval> interval) {
    private DoubleStream all() {
      return Stream.concat(
              Stream.of(mean), interval.stream().flatMap(i -> Stream.of(i.lower(), i.upper())))
          .mapToDouble(Double::doubleValue);
    }
  }

  private CostChart(Measure cost, Measure measure, List<Point> points) {
    this.cost = cost;
    this.measure = measure;
    this.points = List.copyOf(points);
    this.kinds = points.stream().map(Point::kind).distinct().toList();
    this.across = Axis.of(cost, points.stream().flatMapToDouble(point -> point.cost.all()));
    this.up = Axis.of(measure, points.stream().flatMapToDouble(point -> point.measured.all()));
  }

  /**
   * The chart of at least one point.
   *
   * @param cost along the horizontal axis
   * @param measure along the vertical axis
   */
  public static String svg(Measure cost, Measure measure, List<Point> points, String dataset) {
    return new CostChart(cost, measure, points).document(dataset);
  }

  private String document(String dataset) {
    drawAxes();
    List<Point> front = front();
    drawFront(front);
    for (boolean honoured : new boolean[] {false, true}) {
      svg.open("g", "class", honoured ? "honoured" : "dominated");
      points.stream()
          .filter(point -> front.contains(point) == honoured)
          .forEach(
              point -> {
                drawIntervals(point);
                drawPoint(point);
              });
      svg.close();
    }
    drawLabels(front);
    double height = drawLegend();
    String description =
        "Pareto front, from the smallest cost on: "
            + front.stream().map(this::sentence).collect(joining("; "))
            + ".";
    return """
        <svg class="curves" role="img" viewBox="0 0 %s %s">
        """
            .formatted(Markup.number(WIDTH), Markup.number(height))
        + new Markup().text("title", title(dataset)).text("desc", description)
        + svg
        + "</svg>\n";
  }

  private String title(String dataset) {
    String title = measure.title() + " on " + dataset + " against " + cost.title();
    return title.substring(0, 1).toUpperCase(Locale.ROOT) + title.substring(1);
  }

  /**
   * Those that no other beats at as low a cost, from the lowest on, as far as they are any good.
   */
  private List<Point> front() {
    List<Point> front = new ArrayList<>();
    double highest = points.stream().mapToDouble(Point::accuracy).max().orElseThrow();
    double errors = Math.max(FEWEST_ERRORS, 100 - highest);
    double best = Double.NEGATIVE_INFINITY;
    for (Point point :
        points.stream()
            .filter(point -> point.accuracy >= 100 - MOST_ERRORS * errors)
            .sorted(
                comparingDouble((Point point) -> point.cost.mean)
                    .thenComparing(comparingDouble(this::goodness).reversed()))
            .toList()) {
      if (goodness(point) > best) {
        front.add(point);
        best = goodness(point);
      }
    }
    return front;
  }

  private double goodness(Point point) {
    return measure.goodness(point.measured.mean);
  }

  private void drawAxes() {
    for (double tick : up.ticks().apply(LINE / (BOTTOM - TOP))) {
      double y = y(tick);
      svg.empty("path", "class", "grid", "d", path(LEFT, y) + "H" + Markup.number(RIGHT));
      svg.text("text", up.label().apply(tick), "class", "tick end", "x", LEFT - 8, "y", y + 4.5);
    }
    if (measure == Measure.ACCURACY) {
      svg.text("text", "%", "class", "tick end", "x", LEFT - 8, "y", TOP - 8);
    } else {
      svg.text("text", measure.title(), "class", "tick", "x", LEFT, "y", TOP - 8);
    }
    svg.empty("path", "class", "axis", "d", path(LEFT, BOTTOM) + "H" + Markup.number(RIGHT));
    for (double tick : across.ticks().apply(0)) {
      double x = x(tick);
      svg.empty("path", "class", "axis", "d", path(x, BOTTOM) + "v5");
      svg.text(
          "text", across.label().apply(tick), "class", "tick middle", "x", x, "y", BOTTOM + 20);
    }
    svg.text("text", cost.title(), "class", "middle", "x", (LEFT + RIGHT) / 2, "y", BOTTOM + 40);
  }

  private void drawFront(List<Point> front) {
    StringBuilder steps = new StringBuilder();
    for (Point point : front) {
      String x = Markup.number(x(point));
      steps.append(
          steps.isEmpty()
              ? "M" + x + " " + Markup.number(y(point.measured.mean))
              : "H" + x + "V" + Markup.number(y(point.measured.mean)));
    }
    svg.empty("path", "class", "front", "d", steps + "H" + Markup.number(RIGHT));
  }

  private void drawIntervals(Point point) {
    double x = x(point);
    double y = y(point.measured.mean);
    point
        .measured
        .interval
        .map(range -> path(x, y(range.lower())) + "V" + Markup.number(y(range.upper())))
        .ifPresent(line -> drawInterval(point, line));
    point
        .cost
        .interval
        .map(
            range ->
                path(x(range.lower()) + shift(point), y)
                    + "H"
                    + Markup.number(x(range.upper()) + shift(point)))
        .ifPresent(line -> drawInterval(point, line));
  }

  private void drawInterval(Point point, String line) {
    svg.empty("path", "class", "interval " + style(point).colour(), "d", line);
  }

  private void drawPoint(Point point) {
    Style style = style(point);
    svg.open("g");
    svg.text("title", sentence(point));
    svg.empty(
        "path",
        "class",
        style.classes("point"),
        "d",
        style.marker().at(x(point), y(point.measured.mean)));
    svg.close();
  }

  /** One label for each model: first those of the front, then wherever there is room. */
  private void drawLabels(List<Point> front) {
    Labels labels = new Labels(svg, LEFT, RIGHT, TOP, BOTTOM);
    points.forEach(point -> labels.keepFree(x(point), y(point.measured.mean)));
    Set<String> labelled = new LinkedHashSet<>();
    List<Point> inOrder = new ArrayList<>(front);
    points.stream().sorted(comparingDouble(this::goodness).reversed()).forEach(inOrder::add);
    for (Point point : inOrder) {
      // There is never room for more.
      if (labelled.size() < MOST_LABELS && labelled.add(point.label)) {
        labels.add(point.label, x(point), y(point.measured.mean));
      }
    }
  }

  private double drawLegend() {
    Legend legend = new Legend(svg, LEFT, RIGHT, BOTTOM + 68);
    kinds.forEach(kind -> legend.addPoint(Style.ofRun(kinds.indexOf(kind), true), kind));
    return legend.bottom();
  }

  private Style style(Point point) {
    return Style.ofRun(kinds.indexOf(point.kind), true);
  }

  private String sentence(Point point) {
    return String.format(
        Locale.ROOT,
        "%s (%s), " + cost.format() + ": " + measure.format(),
        point.name,
        point.kind,
        point.cost.mean,
        point.measured.mean);
  }

  private static String path(double x, double y) {
    return "M" + Markup.number(x) + " " + Markup.number(y);
  }

  /** Kinds stand a little apart, or their intervals would hide each other. */
  private double x(Point point) {
    return x(point.cost.mean) + shift(point);
  }

  private double shift(Point point) {
    return (kinds.indexOf(point.kind) - (kinds.size() - 1) / 2.0) * APART;
  }

  private double x(double value) {
    return LEFT + 14 + across.position().applyAsDouble(value) * (RIGHT - LEFT - 28);
  }

  private double y(double value) {
    return BOTTOM - up.position().applyAsDouble(value) * (BOTTOM - TOP);
  }
}
