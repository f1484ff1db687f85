package org.menagerie.reports.chart;

import java.util.List;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import java.util.stream.DoubleStream;
import org.menagerie.reports.text.Markup;

/** Loss by learning rate, on a logarithmic axis, as one SVG document. */
public final class FinderChart {
  private static final double WIDTH = 640;
  private static final double HEIGHT = 420;
  private static final double LEFT = 64;
  private static final double RIGHT = 616;
  private static final double TOP = 64;
  private static final double BOTTOM = 340;

  private final List<Point> points;
  private final Scale losses;
  private final double lowest;
  private final double highest;
  private final Markup svg = new Markup();

  /**
   * One step.
   *
   * @param learningRate above 0
   * @param loss of its batch
   * @param smoothed mean of the losses so far
   */
  public record Point(double learningRate, double loss, double smoothed) {}

  private FinderChart(List<Point> points) {
    this.points = points;
    // A loss above the curve is drawn at its top: the last ones would leave it no room.
    double top = points.stream().mapToDouble(Point::smoothed).max().orElse(0);
    this.losses =
        Scale.of(
            points.stream()
                .flatMapToDouble(point -> DoubleStream.of(point.loss, point.smoothed))
                .filter(loss -> loss <= top),
            0,
            Double.POSITIVE_INFINITY);
    this.lowest = points.get(0).learningRate;
    this.highest = points.get(points.size() - 1).learningRate;
  }

  /**
   * A document.
   *
   * @param title what was trained
   * @param points at least two, by growing learning rate
   * @param marked a point to point out, with its text
   */
  public static String svg(String title, List<Point> points, Optional<Mark> marked) {
    return new FinderChart(points).document(title, marked);
  }

  /** A learning rate that is pointed out, and why. */
  public record Mark(double learningRate, String text) {}

  private String document(String title, Optional<Mark> marked) {
    drawAxes();
    draw("point train " + Theme.colour(1), Point::loss, /* line= */ false);
    draw("line test " + Theme.colour(0), Point::smoothed, /* line= */ true);
    marked.ifPresent(this::draw);
    String text = "Loss by learning rate: " + title;
    return """
        <svg xmlns="http://www.w3.org/2000/svg" class="curves" role="img" \
        viewBox="0 0 %1$s %2$s" width="%1$s" height="%2$s">
        """
            .formatted(Markup.number(WIDTH), Markup.number(HEIGHT))
        + new Markup()
            .text("title", text)
            .text("desc", marked.map(Mark::text).orElse(text))
            .text("style", Theme.CSS)
            .empty("rect", "class", "background", "width", WIDTH, "height", HEIGHT)
            .text("text", text, "class", "heading", "x", 20, "y", 32)
        + svg
        + "</svg>\n";
  }

  private void drawAxes() {
    for (double tick : losses.ticks()) {
      double y = y(tick);
      svg.empty("path", "class", "grid", "d", path(LEFT, y) + "H" + Markup.number(RIGHT));
      svg.text("text", losses.label(tick), "class", "tick end", "x", LEFT - 8, "y", y + 4.5);
    }
    svg.empty("path", "class", "axis", "d", path(LEFT, BOTTOM) + "H" + Markup.number(RIGHT));
    for (int power = (int) Math.ceil(Math.log10(lowest) - 1e-9);
        power <= Math.log10(highest) + 1e-9;
        power++) {
      double x = x(Math.pow(10, power));
      svg.empty("path", "class", "axis", "d", path(x, BOTTOM) + "v5");
      svg.text("text", "1e" + power, "class", "tick middle", "x", x, "y", BOTTOM + 20);
    }
    svg.text("text", "learning rate", "class", "middle", "x", (LEFT + RIGHT) / 2, "y", BOTTOM + 40);
    svg.text("text", "Loss: points are batches, the line is smoothed", "x", LEFT, "y", TOP - 14);
  }

  private void draw(String classes, ToDoubleFunction<Point> value, boolean line) {
    StringBuilder path = new StringBuilder();
    for (Point point : points) {
      double x = x(point.learningRate);
      double y = y(Math.min(value.applyAsDouble(point), losses.high()));
      if (line) {
        path.append(path.isEmpty() ? "M" : "L");
        path.append(Markup.number(x)).append(' ').append(Markup.number(y));
      } else {
        path.append(Marker.CIRCLE.at(x, y));
      }
    }
    svg.empty("path", "class", classes, "d", path);
  }

  private void draw(Mark mark) {
    double x = x(mark.learningRate);
    svg.empty("path", "class", "reference best", "d", path(x, TOP) + "V" + Markup.number(BOTTOM));
    boolean left = x > (LEFT + RIGHT) / 2;
    svg.text(
        "text",
        mark.text,
        "class",
        left ? "label end" : "label",
        "x",
        left ? x - 8 : x + 8,
        "y",
        TOP + 12);
  }

  private double x(double learningRate) {
    double share = Math.log(learningRate / lowest) / Math.log(highest / lowest);
    return LEFT + share * (RIGHT - LEFT);
  }

  private double y(double loss) {
    return BOTTOM - losses.position(loss) * (BOTTOM - TOP);
  }

  private static String path(double x, double y) {
    return "M" + Markup.number(x) + " " + Markup.number(y);
  }
}
