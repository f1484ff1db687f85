package org.menagerie.reports.chart;

import java.util.Locale;
import org.menagerie.reports.statistics.SignedRank;
import org.menagerie.reports.statistics.SignedRank.Bin;
import org.menagerie.reports.text.Markup;

/**
 * The draws of a {@link SignedRank} in a triangle: the nearer to a corner, the more probable it is
 * by that draw. For a page that has {@link Theme#CSS}.
 */
public final class TriangleChart {
  private static final double WIDTH = 340;
  private static final double HEIGHT = 300;
  private static final double LEFT = 50;
  private static final double RIGHT = 290;
  private static final double BOTTOM = 248;
  private static final double TOP = BOTTOM - (RIGHT - LEFT) * Math.sqrt(3) / 2;
  private static final int LONGEST_NAME = 42;
  private static final double FAINTEST = 0.06;

  private final SignedRank posterior;
  private final Markup svg = new Markup();

  private TriangleChart(SignedRank posterior) {
    this.posterior = posterior;
  }

  /** The triangle of two models. */
  public static String svg(String first, String second, SignedRank posterior) {
    return new TriangleChart(posterior).document(first, second);
  }

  private String document(String first, String second) {
    int most = posterior.bins().stream().mapToInt(Bin::draws).max().orElseThrow();
    svg.open("g", "class", "c0");
    posterior.bins().forEach(bin -> drawBin(bin, most));
    svg.close();
    drawBorders();
    // One below the other: names of a grid differ at their ends.
    text("start", 4, BOTTOM + 20, probability(posterior.first()) + "  " + shortened(first));
    text("end", WIDTH - 4, BOTTOM + 38, shortened(second) + "  " + probability(posterior.second()));
    text(
        "middle",
        (LEFT + RIGHT) / 2,
        TOP - 12,
        "equivalent " + probability(posterior.equivalent()));
    String title = first + " and " + second;
    String description =
        "%s is better with a probability of %s, the two are equivalent with %s, and %s is better with %s."
            .formatted(
                first,
                probability(posterior.first()),
                probability(posterior.equivalent()),
                second,
                probability(posterior.second()));
    return """
        <svg class="curves" role="img" viewBox="0 0 %s %s">
        """
            .formatted(Markup.number(WIDTH), Markup.number(HEIGHT))
        + new Markup().text("title", title).text("desc", description)
        + svg
        + "</svg>\n";
  }

  private void text(String anchor, double x, double y, String text) {
    svg.text("text", text, "class", anchor, "x", x, "y", y);
  }

  private static String probability(double value) {
    return String.format(Locale.ROOT, "%.3f", value);
  }

  private static String shortened(String name) {
    return name.length() <= LONGEST_NAME ? name : name.substring(0, LONGEST_NAME - 1) + "…";
  }

  private void drawBin(Bin bin, int most) {
    double side = SignedRank.SIDE;
    double first = bin.first() / side;
    double second = bin.second() / side;
    double step = 1 / side;
    String outline =
        bin.isDown()
            ? path(first + step, second)
                + to(first, second + step)
                + to(first + step, second + step)
            : path(first, second) + to(first + step, second) + to(first, second + step);
    svg.empty(
        "path",
        "fill",
        "currentColor",
        "opacity",
        String.format(
            Locale.ROOT, "%.2f", Math.max(FAINTEST, Math.sqrt((double) bin.draws() / most))),
        "d",
        outline + "z");
  }

  /** The triangle, and where one region begins to win over the others. */
  private void drawBorders() {
    svg.empty("path", "class", "axis", "d", path(1, 0) + to(0, 1) + to(0, 0) + "z");
    svg.empty(
        "path",
        "class",
        "axis",
        "d",
        path(1 / 3.0, 1 / 3.0)
            + to(0.5, 0.5)
            + path(1 / 3.0, 1 / 3.0)
            + to(0.5, 0)
            + path(1 / 3.0, 1 / 3.0)
            + to(0, 0.5));
  }

  /** A point by the shares of the first and the second; the rest is the top's. */
  private static String point(double first, double second) {
    double top = 1 - first - second;
    return Markup.number(first * LEFT + second * RIGHT + top * (LEFT + RIGHT) / 2)
        + " "
        + Markup.number((first + second) * BOTTOM + top * TOP);
  }

  private static String path(double first, double second) {
    return "M" + point(first, second);
  }

  private static String to(double first, double second) {
    return "L" + point(first, second);
  }
}
