package org.menagerie.reports.chart;

import org.menagerie.reports.text.Markup;

/** Shapes that tell runs apart without colour. */
enum Marker {
  CIRCLE("a3.5 3.5 0 1 0 7 0a3.5 3.5 0 1 0 -7 0z", -3.5, 0),
  SQUARE("h6.4v6.4h-6.4z", -3.2, -3.2),
  TRIANGLE("l4.2 7.2h-8.4z", 0, -4.6),
  DIAMOND("l4.6 4.6l-4.6 4.6l-4.6 -4.6z", 0, -4.6),
  POINT_DOWN("h8.4l-4.2 7.2z", -4.2, -2.6);

  private final String outline;
  private final double dx;
  private final double dy;

  Marker(String outline, double dx, double dy) {
    this.outline = outline;
    this.dx = dx;
    this.dy = dy;
  }

  /** The path of the shape around a point. */
  String at(double x, double y) {
    return "M" + Markup.number(x + dx) + " " + Markup.number(y + dy) + outline;
  }
}
