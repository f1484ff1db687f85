package org.menagerie.reports.chart;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.menagerie.reports.text.Markup;

/**
 * Average ranks on a line, the best on the left, with bars over those that are closer than the
 * critical difference (Demšar's diagram), for a page that has {@link Theme#CSS}.
 */
public final class RankChart {
  private static final double WIDTH = 820;
  private static final double LEFT = 270;
  private static final double RIGHT = 550;
  private static final double AXIS = 62;
  private static final double LINE = 20;
  private static final double BAR = 8;

  private final List<Model> models;
  private final double criticalDifference;
  private final int ranks;
  private final Markup svg = new Markup();

  /** A model and its average rank, at least 1. */
  public record Model(String name, double rank) {}

  private RankChart(List<Model> models, double criticalDifference) {
    this.models = models.stream().sorted(Comparator.comparingDouble(Model::rank)).toList();
    this.criticalDifference = criticalDifference;
    this.ranks = models.size();
  }

  /** The diagram of at least two models. */
  public static String svg(List<Model> models, double criticalDifference, String title) {
    return new RankChart(models, criticalDifference).document(title);
  }

  private String document(String title) {
    drawAxis();
    List<int[]> bars = bars();
    for (int i = 0; i < bars.size(); i++) {
      double y = AXIS + 14 + i * BAR;
      svg.empty(
          "path",
          "class",
          "line neutral",
          "stroke-width",
          "3",
          "d",
          path(x(models.get(bars.get(i)[0]).rank()) - 3, y)
              + "H"
              + Markup.number(x(models.get(bars.get(i)[1]).rank()) + 3));
    }
    double below = AXIS + 24 + bars.size() * BAR;
    int left = (ranks + 1) / 2;
    for (int i = 0; i < ranks; i++) {
      boolean onLeft = i < left;
      double y = below + LINE * (onLeft ? i : ranks - 1 - i) + LINE / 2;
      drawModel(models.get(i), onLeft, y);
    }
    double height = below + LINE * left + LINE;
    return """
        <svg class="curves" role="img" viewBox="0 0 %s %s">
        """
            .formatted(Markup.number(WIDTH), Markup.number(height))
        + new Markup().text("title", title)
        + svg
        + "</svg>\n";
  }

  private void drawAxis() {
    svg.empty("path", "class", "axis", "d", path(LEFT, AXIS) + "H" + Markup.number(RIGHT));
    for (int rank = 1; rank <= ranks; rank++) {
      svg.empty("path", "class", "axis", "d", path(x(rank), AXIS) + "v-5");
      svg.text(
          "text", Integer.toString(rank), "class", "tick middle", "x", x(rank), "y", AXIS - 10);
    }
    double width = Math.min(RIGHT - LEFT, x(1 + criticalDifference) - x(1));
    svg.empty(
        "path",
        "class",
        "line neutral",
        "d",
        path(LEFT, 20) + "v8m0 -4h" + Markup.number(width) + "m0 -4v8");
    svg.text(
        "text",
        String.format(Locale.ROOT, "critical difference %.2f", criticalDifference),
        "x",
        LEFT + width + 8,
        "y",
        28.5);
  }

  private void drawModel(Model model, boolean onLeft, double y) {
    double end = onLeft ? LEFT - 8 : RIGHT + 8;
    svg.empty(
        "path",
        "class",
        "axis",
        "d",
        path(x(model.rank()), AXIS) + "V" + Markup.number(y) + "H" + Markup.number(end));
    svg.text(
        "text",
        String.format(Locale.ROOT, "%s  %.2f", model.name(), model.rank()),
        "class",
        onLeft ? "end" : "start",
        "x",
        onLeft ? end - 4 : end + 4,
        "y",
        y + 4.5);
  }

  /** The longest stretches of models of which the first and the last are not told apart. */
  private List<int[]> bars() {
    List<int[]> bars = new ArrayList<>();
    int covered = 0;
    for (int first = 0; first < ranks; first++) {
      double best = models.get(first).rank();
      int last =
          IntStream.range(first, ranks)
              .filter(i -> models.get(i).rank() - best < criticalDifference)
              .max()
              .orElse(first);
      if (last > first && last > covered) {
        bars.add(new int[] {first, last});
        covered = last;
      }
    }
    return bars;
  }

  private double x(double rank) {
    return LEFT + (rank - 1) / (ranks - 1) * (RIGHT - LEFT);
  }

  private static String path(double x, double y) {
    return "M" + Markup.number(x) + " " + Markup.number(y);
  }
}
