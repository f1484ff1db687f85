package org.menagerie.reports.chart;

import java.util.List;
import java.util.Locale;
import org.menagerie.reports.statistics.Survival;
import org.menagerie.reports.text.Markup;

/**
 * The share of seeds that have reached something, by epoch, as steps, for a page that has {@link
 * Theme#CSS}.
 */
public final class SurvivalChart {
  private static final double WIDTH = 820;
  private static final double LEFT = 62;
  private static final double RIGHT = 796;
  private static final double TOP = 24;
  private static final double BOTTOM = 260;
  private static final int MOST_TICKS = 20;
  private static final double[] SHARES = {0, 0.25, 0.5, 0.75, 1};

  private final List<Line> lines;
  private final EpochAxis epochs;
  private final Markup svg = new Markup();

  /**
   * A group.
   *
   * @param name of it
   * @param curve of the share that has not reached it yet
   * @param epochs of its longest run
   */
  public record Line(String name, Survival curve, int epochs) {}

  private SurvivalChart(List<Line> lines) {
    this.lines = List.copyOf(lines);
    int longest = lines.stream().mapToInt(Line::epochs).max().orElseThrow();
    this.epochs = new EpochAxis(longest, MOST_TICKS);
  }

  /** The chart of at least one line. */
  public static String svg(List<Line> lines, String title) {
    return new SurvivalChart(lines).document(title);
  }

  private String document(String title) {
    drawAxes();
    for (int i = 0; i < lines.size(); i++) {
      drawLine(lines.get(i), Style.ofRun(i, true));
    }
    Legend legend = new Legend(svg, LEFT, RIGHT, BOTTOM + 68);
    for (int i = 0; i < lines.size(); i++) {
      legend.add(Style.ofRun(i, true), lines.get(i).name());
    }
    return """
        <svg class="curves" role="img" viewBox="0 0 %s %s">
        """
            .formatted(Markup.number(WIDTH), Markup.number(legend.bottom()))
        + new Markup().text("title", title)
        + svg
        + "</svg>\n";
  }

  private void drawAxes() {
    for (double share : SHARES) {
      double y = y(share);
      svg.empty("path", "class", "grid", "d", path(LEFT, y) + "H" + Markup.number(RIGHT));
      String label = String.format(Locale.ROOT, "%.0f", 100 * share);
      svg.text("text", label, "class", "tick end", "x", LEFT - 8, "y", y + 4.5);
    }
    svg.text("text", "%", "class", "tick end", "x", LEFT - 8, "y", TOP - 8);
    svg.empty("path", "class", "axis", "d", path(LEFT, BOTTOM) + "H" + Markup.number(RIGHT));
    int step = epochs.step();
    for (int epoch = step == 1 ? 1 : step; epoch <= epochs.epochs(); epoch += step) {
      svg.empty("path", "class", "axis", "d", path(x(epoch), BOTTOM) + "v5");
      svg.text(
          "text", Integer.toString(epoch), "class", "tick middle", "x", x(epoch), "y", BOTTOM + 20);
    }
    svg.text("text", "epoch", "class", "middle", "x", (LEFT + RIGHT) / 2, "y", BOTTOM + 40);
  }

  private void drawLine(Line line, Style style) {
    StringBuilder steps = new StringBuilder(path(LEFT, y(0)));
    for (Survival.Step step : line.curve().steps()) {
      int epoch = (int) step.time();
      steps.append("H").append(Markup.number(x(epoch)));
      steps.append("V").append(Markup.number(y(1 - step.share())));
    }
    steps.append("H").append(Markup.number(x(line.epochs())));
    svg.empty("path", "class", style.classes("line"), "d", steps);
    for (Survival.Step step : line.curve().steps()) {
      svg.empty(
          "path",
          "class",
          style.classes("point"),
          "d",
          style.marker().at(x((int) step.time()), y(1 - step.share())));
    }
  }

  private static String path(double x, double y) {
    return "M" + Markup.number(x) + " " + Markup.number(y);
  }

  private double x(int epoch) {
    return LEFT + 14 + epochs.position(epoch) * (RIGHT - LEFT - 28);
  }

  private double y(double share) {
    return BOTTOM - share * (BOTTOM - TOP);
  }
}
