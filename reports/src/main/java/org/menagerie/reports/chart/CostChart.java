package org.menagerie.reports.chart;

import static java.util.Comparator.comparingDouble;
import static java.util.stream.Collectors.joining;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.DoubleStream;
import org.menagerie.reports.statistics.Interval;
import org.menagerie.reports.text.Markup;

/**
 * Accuracy against a cost, with the Pareto front, for a page that has {@link Theme#CSS}. Models
 * that another one beats at no higher cost are greyed. So are those far below the best, which are
 * no good at any price: they have no part in the front.
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

  /** What a model costs. */
  public enum Cost {
    PARAMETERS("trained parameters", "%,.0f parameters"),
    MULTIPLY_ACCUMULATES("multiply-accumulates of an image", "%,.0f multiply-accumulates"),
    SECONDS("seconds of training per epoch", "%.2f s per epoch");

    private final String title;
    private final String format;

    Cost(String title, String format) {
      this.title = title;
      this.format = format;
    }

    /** As an axis has it. */
    public String title() {
      return title;
    }
  }

  private final Cost cost;
  private final List<Point> points;
  private final List<String> kinds;
  private final ErrorScale accuracies;
  private final Scale costs;
  private final Markup svg = new Markup();

  /**
   * A model as it was measured.
   *
   * @param label beside it, once for each model
   * @param kind what tells it from others of its model, such as an engine
   * @param name whole
   * @param cost of the chart's kind
   * @param accuracy in percent
   * @param interval of the accuracy, in percent
   */
  public record Point(
      String label, String kind, String name, double cost, double accuracy, Interval interval) {}

  private CostChart(Cost cost, List<Point> points) {
    this.cost = cost;
    this.points = List.copyOf(points);
    this.kinds = points.stream().map(Point::kind).distinct().toList();
    this.accuracies =
        ErrorScale.of(
            points.stream()
                .flatMapToDouble(
                    p -> DoubleStream.of(p.accuracy, p.interval.lower(), p.interval.upper())));
    this.costs = Scale.of(points.stream().mapToDouble(Point::cost), 0, Double.POSITIVE_INFINITY);
  }

  /** The chart of at least one point. */
  public static String svg(Cost cost, List<Point> points, String dataset) {
    return new CostChart(cost, points).document(dataset);
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
                drawInterval(point);
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
        + new Markup()
            .text("title", "Final test accuracy on " + dataset + " against " + cost.title)
            .text("desc", description)
        + svg
        + "</svg>\n";
  }

  /**
   * Those that no other beats at as low a cost, from the lowest on, as far as they are any good.
   */
  private List<Point> front() {
    List<Point> front = new ArrayList<>();
    double highest = points.stream().mapToDouble(Point::accuracy).max().orElseThrow();
    double errors = Math.max(FEWEST_ERRORS, 100 - highest);
    double best = Math.nextDown(100 - MOST_ERRORS * errors);
    for (Point point :
        points.stream()
            .sorted(
                comparingDouble(Point::cost)
                    .thenComparing(comparingDouble(Point::accuracy).reversed()))
            .toList()) {
      if (point.accuracy > best) {
        front.add(point);
        best = point.accuracy;
      }
    }
    return front;
  }

  private void drawAxes() {
    for (double tick : accuracies.ticks(LINE / (BOTTOM - TOP))) {
      double y = y(tick);
      svg.empty("path", "class", "grid", "d", path(LEFT, y) + "H" + Markup.number(RIGHT));
      svg.text("text", ErrorScale.label(tick), "class", "tick end", "x", LEFT - 8, "y", y + 4.5);
    }
    svg.text("text", "%", "class", "tick end", "x", LEFT - 8, "y", TOP - 8);
    svg.empty("path", "class", "axis", "d", path(LEFT, BOTTOM) + "H" + Markup.number(RIGHT));
    for (double tick : costs.ticks()) {
      double x = x(tick);
      svg.empty("path", "class", "axis", "d", path(x, BOTTOM) + "v5");
      String label = cost == Cost.SECONDS ? costs.label(tick) : large(tick);
      svg.text("text", label, "class", "tick middle", "x", x, "y", BOTTOM + 20);
    }
    svg.text("text", cost.title, "class", "middle", "x", (LEFT + RIGHT) / 2, "y", BOTTOM + 40);
  }

  private static String large(double tick) {
    return String.format(Locale.ROOT, "%,.0f", tick);
  }

  private void drawFront(List<Point> front) {
    StringBuilder steps = new StringBuilder();
    for (Point point : front) {
      String x = Markup.number(x(point));
      steps.append(
          steps.isEmpty()
              ? "M" + x + " " + Markup.number(y(point.accuracy))
              : "H" + x + "V" + Markup.number(y(point.accuracy)));
    }
    svg.empty("path", "class", "front", "d", steps + "H" + Markup.number(RIGHT));
  }

  private void drawInterval(Point point) {
    double x = x(point);
    svg.empty(
        "path",
        "class",
        "interval " + style(point).colour(),
        "d",
        path(x, y(point.interval.lower())) + "V" + Markup.number(y(point.interval.upper())));
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
        style.marker().at(x(point), y(point.accuracy)));
    svg.close();
  }

  /** One label for each model: first those of the front, then wherever there is room. */
  private void drawLabels(List<Point> front) {
    Labels labels = new Labels(svg, LEFT, RIGHT, TOP, BOTTOM);
    points.forEach(point -> labels.keepFree(x(point), y(point.accuracy)));
    Set<String> labelled = new LinkedHashSet<>();
    List<Point> inOrder = new ArrayList<>(front);
    points.stream().sorted(comparingDouble(Point::accuracy).reversed()).forEach(inOrder::add);
    for (Point point : inOrder) {
      // There is never room for more.
      if (labelled.size() < MOST_LABELS && labelled.add(point.label)) {
        labels.add(point.label, x(point), y(point.accuracy));
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
        "%s (%s), " + cost.format + ": %.2f %%",
        point.name,
        point.kind,
        point.cost,
        point.accuracy);
  }

  private static String path(double x, double y) {
    return "M" + Markup.number(x) + " " + Markup.number(y);
  }

  /** Kinds stand a little apart, or their intervals would hide each other. */
  private double x(Point point) {
    double place = kinds.indexOf(point.kind) - (kinds.size() - 1) / 2.0;
    return x(point.cost) + place * APART;
  }

  private double x(double value) {
    return LEFT + 14 + costs.position(value) * (RIGHT - LEFT - 28);
  }

  private double y(double accuracy) {
    return BOTTOM - accuracies.position(accuracy) * (BOTTOM - TOP);
  }
}
