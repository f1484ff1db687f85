package org.menagerie.reports.chart;

import org.menagerie.reports.text.Markup;

/** Samples of lines with what they mean, set line by line. */
final class Legend {
  static final double LINE_HEIGHT = 22;

  private static final double SAMPLE = 40;
  private static final double GAP = 28;

  /** SVG cannot measure text: an average width of this font's characters. */
  private static final double CHARACTER = 6.7;

  private final Markup svg;
  private final double left;
  private final double right;
  private double x;
  private double y;

  /**
   * @param y of the first line's middle
   */
  Legend(Markup svg, double left, double right, double y) {
    this.svg = svg;
    this.left = left;
    this.right = right;
    this.x = left;
    this.y = y;
  }

  void add(Style style, String label) {
    place(label);
    line(style.classes("line"));
    svg.empty("path", "class", style.classes("point"), "d", style.marker().at(x + SAMPLE / 2, y));
    write(label);
  }

  /** A style of points that no line joins. */
  void addPoint(Style style, String label) {
    place(label);
    svg.empty("path", "class", style.classes("point"), "d", style.marker().at(x + SAMPLE / 2, y));
    write(label);
  }

  void add(Reference reference) {
    place(reference.label());
    line(reference.classes());
    write(reference.label());
  }

  /** Begins a new line, unless one has just begun. */
  void breakLine() {
    if (x > left) {
      x = left;
      y += LINE_HEIGHT;
    }
  }

  /** Where the next line would lie. */
  double bottom() {
    return x > left ? y + LINE_HEIGHT : y;
  }

  private static double width(String label) {
    return SAMPLE + 8 + CHARACTER * label.length();
  }

  private void place(String label) {
    if (x + width(label) > right) {
      breakLine();
    }
  }

  private void line(String classes) {
    svg.empty(
        "path",
        "class",
        classes,
        "d",
        "M%s %sh%s".formatted(Markup.number(x), Markup.number(y), Markup.number(SAMPLE)));
  }

  private void write(String label) {
    svg.text("text", label, "x", x + SAMPLE + 8, "y", y + 4.5);
    x += width(label) + GAP;
  }
}
