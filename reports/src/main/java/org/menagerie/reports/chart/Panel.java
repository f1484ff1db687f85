package org.menagerie.reports.chart;

import java.util.List;
import java.util.stream.DoubleStream;
import org.menagerie.reports.text.Markup;

/** One diagram: values by epoch, in a frame with ticks. */
final class Panel {
  static final double WIDTH = 370;
  static final double HEIGHT = 270;

  /** Room inside the frame, so that no marker touches it. */
  private static final double INSET = 12;

  private static final int MOST_MARKERS = 24;
  private static final int MOST_EPOCH_TICKS = 10;

  private final Markup svg;
  private final double left;
  private final double top;
  private final EpochAxis epochs;
  private final Scale scale;

  /**
   * @param epochs of the longest series
   */
  Panel(Markup svg, double left, double top, int epochs, Scale scale) {
    this.svg = svg;
    this.left = left;
    this.top = top;
    this.epochs = new EpochAxis(epochs, MOST_EPOCH_TICKS);
    this.scale = scale;
  }

  static DoubleStream values(List<Series> series) {
    return series.stream().flatMap(s -> s.points().stream()).mapToDouble(Series.Point::value);
  }

  void draw(String title, List<Series> series, List<Reference> references) {
    svg.text("text", title, "class", "panel-title", "x", left, "y", top - 14);
    drawValueAxis();
    drawEpochAxis();
    references.forEach(this::drawReference);
    series.forEach(this::drawSeries);
  }

  private void drawValueAxis() {
    for (double tick : scale.ticks()) {
      double y = y(tick);
      svg.empty("path", "class", "grid", "d", path(left, y) + "H" + Markup.number(left + WIDTH));
      svg.text("text", scale.label(tick), "class", "tick end", "x", left - 8, "y", y + 4.5);
    }
  }

  private void drawEpochAxis() {
    double bottom = top + HEIGHT;
    svg.empty("path", "class", "axis", "d", path(left, bottom) + "h" + Markup.number(WIDTH));
    int step = epochs.step();
    for (int epoch = step == 1 ? 1 : step; epoch <= epochs.epochs(); epoch += step) {
      svg.empty("path", "class", "axis", "d", path(x(epoch), bottom) + "v5");
      svg.text(
          "text", Integer.toString(epoch), "class", "tick middle", "x", x(epoch), "y", bottom + 20);
    }
    svg.text("text", "epoch", "class", "middle", "x", left + WIDTH / 2, "y", bottom + 40);
  }

  private void drawReference(Reference reference) {
    svg.empty(
        "path",
        "class",
        reference.classes(),
        "d",
        path(left, y(reference.accuracy())) + "H" + Markup.number(left + WIDTH));
  }

  private void drawSeries(Series series) {
    List<Series.Point> points = series.points();
    StringBuilder line = new StringBuilder();
    boolean connected = false;
    for (Series.Point point : points) {
      if (point.isFinite()) {
        line.append(connected ? "L" : "M").append(at(point));
      }
      connected = point.isFinite();
    }
    if (line.indexOf("L") >= 0) {
      svg.empty("path", "class", series.style().classes("line"), "d", line);
    }
    for (int i = 0; i < points.size(); i++) {
      if (points.get(i).isFinite() && isMarked(series, i)) {
        drawMarker(series.style(), points.get(i));
      }
    }
  }

  /** All points of a short series; of a long one some, and those that would not show otherwise. */
  private static boolean isMarked(Series series, int index) {
    int last = series.points().size() - 1;
    return index % (1 + last / MOST_MARKERS) == 0 || index == last || series.isIsolated(index);
  }

  private void drawMarker(Style style, Series.Point point) {
    svg.empty(
        "path",
        "class",
        style.classes("point"),
        "d",
        style.marker().at(x(point.epoch()), y(point.value())));
  }

  private String at(Series.Point point) {
    return Markup.number(x(point.epoch())) + " " + Markup.number(y(point.value()));
  }

  private static String path(double x, double y) {
    return "M" + Markup.number(x) + " " + Markup.number(y);
  }

  private double x(int epoch) {
    return left + INSET + epochs.position(epoch) * (WIDTH - 2 * INSET);
  }

  private double y(double value) {
    return top + HEIGHT * (1 - scale.position(value));
  }
}
