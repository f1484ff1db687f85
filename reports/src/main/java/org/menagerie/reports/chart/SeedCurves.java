package org.menagerie.reports.chart;

import static java.util.stream.Collectors.joining;

import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.menagerie.reports.text.Markup;
import org.menagerie.training.run.EpochMetrics;
import org.menagerie.training.run.RunResult;

/**
 * Accuracy or loss by epoch over seeds, in small panels that share an axis and a legend. They are
 * meant for a page that has {@link Theme#CSS}.
 */
public final class SeedCurves {
  private static final double LEGEND_WIDTH = 400;
  private static final double WIDTH = 340;
  private static final double HEIGHT = 236;
  private static final double LEFT = 48;
  private static final double RIGHT = 330;
  private static final double TOP = 34;
  private static final double BOTTOM = 192;
  private static final double INSET = 8;

  /** The height of a line of text. */
  private static final double LINE = 16;

  private static final int MOST_MARKERS = 12;

  private final List<String> kinds;
  private final List<Line> all;
  private final Quantity quantity;
  private final Axis axis;

  /**
   * Runs that differ in nothing but their seed.
   *
   * @param kind what tells it from the other lines of its panel, such as an engine
   * @param runs at least one
   * @param published accuracies in percent, to be drawn across
   */
  public record Line(String kind, List<RunResult> runs, List<Double> published) {
    public Line {
      runs = List.copyOf(runs);
      published = List.copyOf(published);
    }

    int epochs() {
      return runs.stream().mapToInt(run -> run.history().size()).max().orElseThrow();
    }

    /** The metric with each seed that got as far as the epoch, where it is a number. */
    DoubleStream at(int epoch, ToDoubleFunction<EpochMetrics> metric) {
      return runs.stream()
          .filter(run -> run.history().size() >= epoch)
          .mapToDouble(run -> metric.applyAsDouble(run.history().get(epoch - 1)))
          .filter(Double::isFinite);
    }

    /** NaN where it is a number with no seed. */
    double mean(int epoch, ToDoubleFunction<EpochMetrics> metric) {
      return at(epoch, metric).average().orElse(Double.NaN);
    }

    /** The epochs in which the metric is a number with some seed. */
    List<Integer> epochs(ToDoubleFunction<EpochMetrics> metric) {
      return IntStream.rangeClosed(1, epochs())
          .filter(epoch -> at(epoch, metric).findAny().isPresent())
          .boxed()
          .toList();
    }
  }

  /**
   * Panels with one axis.
   *
   * @param quantity that is drawn
   * @param kinds of lines, in the order of their styles
   * @param all lines of all panels
   */
  public SeedCurves(Quantity quantity, List<String> kinds, List<Line> all) {
    this.quantity = quantity;
    this.kinds = List.copyOf(kinds);
    this.all = List.copyOf(all);
    this.axis =
        quantity.axis(
            this.all.stream()
                .flatMapToDouble(
                    line ->
                        DoubleStream.concat(
                            line.published.stream().mapToDouble(Double::doubleValue),
                            line.runs.stream()
                                .flatMap(run -> run.history().stream())
                                .flatMapToDouble(
                                    epoch ->
                                        DoubleStream.of(
                                            quantity.judged(epoch), quantity.train(epoch))))));
  }

  /** The legend. */
  public String legend() {
    Markup svg = new Markup();
    Legend legend = new Legend(svg, 4, LEGEND_WIDTH, 12);
    String judgedOn = RunLabel.judgedOn(all.stream().flatMap(line -> line.runs.stream()).toList());
    for (String kind : kinds) {
      legend.add(style(kind, true), kind + ", " + judgedOn);
      legend.add(style(kind, false), kind + ", train");
      legend.breakLine();
    }
    if (all.stream().anyMatch(line -> !line.published.isEmpty())) {
      legend.add(new Reference("published (final, best)", "final", 0));
    }
    return document(svg, LEGEND_WIDTH, legend.bottom(), "Legend", String.join(", ", kinds));
  }

  /** One panel with its lines. */
  public String panel(String title, List<Line> lines) {
    Markup svg = new Markup();
    EpochAxis epochs = new EpochAxis(lines.stream().mapToInt(Line::epochs).max().orElseThrow(), 8);
    svg.text("text", fitted(title), "class", "panel-title", "x", 4, "y", 18);
    drawAxes(svg, epochs);
    lines.stream()
        .flatMap(line -> line.published.stream())
        .distinct()
        .forEach(
            accuracy ->
                svg.empty(
                    "path",
                    "class",
                    "reference final",
                    "d",
                    "M%s %sH%s".formatted(number(LEFT), number(y(accuracy)), number(RIGHT))));
    lines.forEach(line -> drawLine(svg, line, epochs));
    return document(
        svg, WIDTH, HEIGHT, title, lines.stream().map(this::sentence).collect(joining("\n")));
  }

  private static String document(
      Markup content, double width, double height, String title, String description) {
    return """
        <svg class="curves" role="img" viewBox="0 0 %s %s">
        """
            .formatted(number(width), number(height))
        + new Markup().text("title", title).text("desc", description)
        + content
        + "</svg>\n";
  }

  private static String fitted(String title) {
    return title.length() <= 46 ? title : title.substring(0, 45) + "…";
  }

  private void drawAxes(Markup svg, EpochAxis epochs) {
    for (double tick : axis.ticks().apply(LINE / (BOTTOM - TOP))) {
      svg.empty(
          "path",
          "class",
          "grid",
          "d",
          "M%s %sH%s".formatted(number(LEFT), number(y(tick)), number(RIGHT)));
      svg.text(
          "text", axis.label().apply(tick), "class", "tick end", "x", LEFT - 6, "y", y(tick) + 4.5);
    }
    svg.empty(
        "path",
        "class",
        "axis",
        "d",
        "M%s %sH%s".formatted(number(LEFT), number(BOTTOM), number(RIGHT)));
    int step = epochs.step();
    for (int epoch = step == 1 ? 1 : step; epoch <= epochs.epochs(); epoch += step) {
      double x = x(epochs, epoch);
      svg.empty("path", "class", "axis", "d", "M%s %sv4".formatted(number(x), number(BOTTOM)));
      svg.text("text", Integer.toString(epoch), "class", "tick middle", "x", x, "y", BOTTOM + 18);
    }
    svg.text("text", "epoch", "class", "tick middle", "x", (LEFT + RIGHT) / 2, "y", BOTTOM + 36);
  }

  private void drawLine(Markup svg, Line line, EpochAxis epochs) {
    if (line.runs.size() > 1) {
      drawBand(svg, line, epochs);
    }
    drawMeans(svg, line, epochs, style(line.kind, false), quantity::train);
    drawMeans(svg, line, epochs, style(line.kind, true), quantity::judged);
  }

  /** From the lowest seed to the highest. */
  private void drawBand(Markup svg, Line line, EpochAxis epochs) {
    List<Integer> all = line.epochs(quantity::judged);
    if (all.isEmpty()) {
      return;
    }
    Stream<String> upper =
        all.stream().map(e -> point(epochs, e, line.at(e, quantity::judged).max().orElseThrow()));
    Stream<String> lower =
        IntStream.range(0, all.size())
            .mapToObj(i -> all.get(all.size() - 1 - i))
            .map(e -> point(epochs, e, line.at(e, quantity::judged).min().orElseThrow()));
    svg.empty(
        "path",
        "class",
        "band " + style(line.kind, true).colour(),
        "d",
        Stream.concat(upper, lower).collect(joining("L", "M", "z")));
  }

  private void drawMeans(
      Markup svg, Line line, EpochAxis epochs, Style style, ToDoubleFunction<EpochMetrics> metric) {
    List<Integer> all = line.epochs(metric);
    if (all.size() > 1) {
      svg.empty(
          "path",
          "class",
          style.classes("line"),
          "d",
          all.stream()
              .map(epoch -> point(epochs, epoch, line.mean(epoch, metric)))
              .collect(joining("L", "M", "")));
    }
    int step = 1 + (all.size() - 1) / MOST_MARKERS;
    for (int i = 0; i < all.size(); i += step) {
      int epoch = all.get(i);
      double y = y(line.mean(epoch, metric));
      svg.empty(
          "path", "class", style.classes("point"), "d", style.marker().at(x(epochs, epoch), y));
    }
  }

  private Style style(String kind, boolean test) {
    return Style.ofRun(kinds.indexOf(kind), test);
  }

  private String sentence(Line line) {
    int last = line.epochs();
    return String.format(
        Locale.ROOT,
        "%s, %d %s: after epoch %d mean %s %s %s, train %s %s.",
        line.kind,
        line.runs.size(),
        line.runs.size() == 1 ? "seed" : "seeds",
        last,
        RunLabel.judgedOn(line.runs),
        quantity.word(),
        value(line.mean(last, quantity::judged)),
        quantity.word(),
        value(line.mean(last, quantity::train)));
  }

  private String value(double known) {
    return String.format(Locale.ROOT, quantity.format(), known);
  }

  private String point(EpochAxis epochs, int epoch, double value) {
    return number(x(epochs, epoch)) + " " + number(y(value));
  }

  private static double x(EpochAxis epochs, int epoch) {
    return LEFT + INSET + epochs.position(epoch) * (RIGHT - LEFT - 2 * INSET);
  }

  private double y(double value) {
    return BOTTOM - axis.position().applyAsDouble(value) * (BOTTOM - TOP);
  }

  private static String number(double value) {
    return Markup.number(value);
  }
}
