package org.menagerie.reports.chart;

import static java.util.stream.Collectors.joining;

import java.util.Locale;
import org.menagerie.reports.metric.Reliability;
import org.menagerie.reports.metric.Reliability.Bin;
import org.menagerie.reports.statistics.Interval;
import org.menagerie.reports.statistics.Proportion;
import org.menagerie.reports.text.Markup;

/**
 * A {@link Reliability} diagram: how often a network is right against how sure it is, and below it
 * how many images it is so sure of. For a page that has {@link Theme#CSS}.
 */
public final class ReliabilityChart {
  private static final double WIDTH = 340;
  private static final double HEIGHT = 396;
  private static final double LEFT = 48;
  private static final double SIDE = 280;
  private static final double TOP = 26;
  private static final double BOTTOM = TOP + SIDE;

  /** Where the numbers of images stand. */
  private static final double GROUND = 354;

  private static final double HIGHEST = 36;
  private static final int TICKS = 5;

  private final Reliability reliability;
  private final int networks;
  private final Markup svg = new Markup();

  private ReliabilityChart(Reliability reliability, int networks) {
    this.reliability = reliability;
    this.networks = networks;
  }

  /**
   * The diagram.
   *
   * @param networks whose images it has together
   */
  public static String svg(String title, Reliability reliability, int networks) {
    return new ReliabilityChart(reliability, networks).document(title);
  }

  private String document(String title) {
    drawAxes();
    svg.open("g", "class", "c0");
    int most = reliability.bins().stream().mapToInt(Bin::images).max().orElseThrow();
    reliability.bins().stream().filter(bin -> bin.images() > 0).forEach(bin -> draw(bin, most));
    svg.close();
    return """
        <svg class="curves" role="img" viewBox="0 0 %s %s">
        """
            .formatted(Markup.number(WIDTH), Markup.number(HEIGHT))
        + new Markup()
            .text("title", title)
            .text(
                "desc",
                reliability.bins().stream()
                    .filter(bin -> bin.images() > 0)
                    .map(ReliabilityChart::sentence)
                    .collect(joining("\n")))
        + svg
        + "</svg>\n";
  }

  private static String sentence(Bin bin) {
    return String.format(
        Locale.ROOT,
        "%,d %s of %.1f to %.1f %% confidence: %.1f %% in the mean, and %.1f %% right.",
        bin.images(),
        bin.images() == 1 ? "image" : "images",
        100 * bin.lower(),
        100 * bin.upper(),
        100 * bin.confidence(),
        100 * bin.accuracy());
  }

  private void drawAxes() {
    svg.text("text", "right, %", "class", "tick", "x", 4, "y", 14);
    for (int i = 0; i <= TICKS; i++) {
      double share = (double) i / TICKS;
      String label = Integer.toString(100 * i / TICKS);
      svg.empty("path", "class", "grid", "d", path(0, share) + "h" + Markup.number(SIDE));
      svg.text("text", label, "class", "tick end", "x", LEFT - 6, "y", y(share) + 4.5);
      svg.text("text", label, "class", "tick middle", "x", x(share), "y", GROUND + 18);
    }
    svg.empty("path", "class", "axis", "d", path(0, 0) + "h" + Markup.number(SIDE));
    svg.empty("path", "class", "front", "d", path(0, 0) + "L" + point(1, 1));
    svg.empty(
        "path",
        "class",
        "axis",
        "d",
        "M%s %sh%s".formatted(Markup.number(LEFT), Markup.number(GROUND), Markup.number(SIDE)));
    svg.text(
        "text", "confidence, %", "class", "tick middle", "x", LEFT + SIDE / 2, "y", GROUND + 36);
  }

  private void draw(Bin bin, int most) {
    Interval interval = interval(bin);
    svg.empty(
        "path",
        "class",
        "interval c0",
        "d",
        path(bin.confidence(), interval.lower() / 100)
            + "V"
            + Markup.number(y(interval.upper() / 100)));
    svg.empty(
        "path",
        "class",
        "point test c0",
        "d",
        Marker.CIRCLE.at(x(bin.confidence()), y(bin.accuracy())));
    double height = HIGHEST * bin.images() / most;
    svg.empty(
        "path",
        "class",
        "band c0",
        "d",
        "M%s %sv%sh%sv%sz"
            .formatted(
                Markup.number(x(bin.lower()) + 1),
                Markup.number(GROUND),
                Markup.number(-height),
                Markup.number(SIDE * (bin.upper() - bin.lower()) - 2),
                Markup.number(height)));
  }

  /** For as many images as one of the networks has: they all have the same. */
  private Interval interval(Bin bin) {
    int images = Math.max(1, Math.round((float) bin.images() / networks));
    return new Proportion(Math.toIntExact(Math.round(bin.accuracy() * images)), images).interval();
  }

  private static double x(double share) {
    return LEFT + SIDE * share;
  }

  private static double y(double share) {
    return BOTTOM - SIDE * share;
  }

  private static String point(double confidence, double accuracy) {
    return Markup.number(x(confidence)) + " " + Markup.number(y(accuracy));
  }

  private static String path(double confidence, double accuracy) {
    return "M" + point(confidence, accuracy);
  }
}
