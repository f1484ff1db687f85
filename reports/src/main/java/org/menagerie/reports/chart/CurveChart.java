package org.menagerie.reports.chart;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;
import org.menagerie.api.model.ModelDefinition;
import org.menagerie.api.model.PublishedResult;
import org.menagerie.reports.Mnist;
import org.menagerie.reports.ModelLookup;
import org.menagerie.reports.text.Markup;
import org.menagerie.training.run.EpochMetrics;
import org.menagerie.training.run.RunResult;
import org.menagerie.training.run.RunSpec;

/**
 * Accuracy and loss by epoch, on training and test data (validation data where images are held out
 * for it), as one SVG document. It can be read without colour, follows the reader's light or dark
 * colour scheme, and carries its content as text.
 */
public final class CurveChart {
  private static final double WIDTH = 920;
  private static final double FIRST_PANEL = 64;
  private static final double SECOND_PANEL = 526;
  private static final double TOP = 78;
  private static final double LEGEND = TOP + Panel.HEIGHT + 72;

  private final List<RunResult> runs;
  private final List<Reference> references;
  private final int epochs;

  private CurveChart(List<RunResult> runs, List<Reference> references) {
    this.runs = runs;
    this.references = references;
    this.epochs = runs.stream().mapToInt(run -> run.finalEpoch().epoch()).max().orElseThrow();
  }

  /**
   * The curves of one run or several. Published accuracies are drawn if all runs are of one model
   * and on MNIST.
   *
   * @param runs at least one
   * @param models for what was published
   * @return a document
   */
  public static String svg(List<RunResult> runs, ModelLookup models) {
    if (runs.isEmpty()) {
      throw new IllegalArgumentException("curves need at least one run");
    }
    return new CurveChart(List.copyOf(runs), published(runs, models)).document();
  }

  private static List<Reference> published(List<RunResult> runs, ModelLookup models) {
    RunSpec spec = runs.get(0).spec();
    boolean comparable =
        runs.stream()
            .allMatch(run -> Mnist.isDataOf(run) && run.spec().modelId().equals(spec.modelId()));
    Optional<PublishedResult> published =
        comparable
            ? models.find(spec.zoo(), spec.model()).flatMap(ModelDefinition::published)
            : Optional.empty();
    List<Reference> references = new ArrayList<>();
    published.ifPresent(
        result -> {
          result
              .finalTestAccuracy()
              .ifPresent(a -> references.add(Reference.of("final", "final epoch", a)));
          result
              .bestTestAccuracy()
              .ifPresent(a -> references.add(Reference.of("best", "best epoch", a)));
        });
    return references;
  }

  private String document() {
    // The legend comes last and tells how high the document is.
    Markup content = new Markup();
    drawPanels(content);
    double height = drawLegend(content);
    return """
        <svg xmlns="http://www.w3.org/2000/svg" class="curves" role="img" \
        viewBox="0 0 %1$s %2$s" width="%1$s" height="%2$s">
        """
            .formatted(Markup.number(WIDTH), Markup.number(height))
        + new Markup()
            .text("title", "Training curves: " + title())
            .text("desc", description())
            .text("style", Theme.CSS)
            .empty("rect", "class", "background", "width", WIDTH, "height", height)
            .text("text", title(), "class", "heading", "x", 20, "y", 32)
        + content
        + "</svg>\n";
  }

  private String title() {
    return runs.size() == 1 ? RunLabel.brief(runs.get(0)) : runs.size() + " runs";
  }

  private String description() {
    Stream<String> measured = runs.stream().map(RunLabel::sentence);
    Stream<String> published =
        references.stream().map(reference -> "Line across: " + reference.label() + ".");
    return Stream.concat(measured, published).collect(Collectors.joining("\n"));
  }

  private void drawPanels(Markup svg) {
    List<Series> accuracy = series(epoch -> epoch.judged().accuracy(), EpochMetrics::trainAccuracy);
    DoubleStream published = references.stream().mapToDouble(Reference::accuracy);
    Scale percent = Scale.of(DoubleStream.concat(Panel.values(accuracy), published), 0, 100);
    svg.open("g", "class", "accuracy");
    new Panel(svg, FIRST_PANEL, TOP, epochs, percent).draw("Accuracy, %", accuracy, references);
    svg.close();
    List<Series> loss = series(epoch -> epoch.judged().loss(), EpochMetrics::trainLoss);
    Scale nats = Scale.of(Panel.values(loss), 0, Double.POSITIVE_INFINITY);
    svg.open("g", "class", "loss");
    new Panel(svg, SECOND_PANEL, TOP, epochs, nats).draw("Loss", loss, List.of());
    svg.close();
  }

  /** Training data first, so that test data lie on top. */
  private List<Series> series(
      ToDoubleFunction<EpochMetrics> test, ToDoubleFunction<EpochMetrics> train) {
    List<Series> series = new ArrayList<>();
    for (boolean isTest : new boolean[] {false, true}) {
      for (int i = 0; i < runs.size(); i++) {
        series.add(Series.of(style(i, isTest), runs.get(i).history(), isTest ? test : train));
      }
    }
    return series;
  }

  private Style style(int run, boolean test) {
    return runs.size() == 1 ? Style.alone(test) : Style.ofRun(run, test);
  }

  /** Returns where the document ends. */
  private double drawLegend(Markup svg) {
    svg.open("g", "class", "legend");
    Legend legend = new Legend(svg, FIRST_PANEL, WIDTH - 20, LEGEND);
    boolean alone = runs.size() == 1;
    legend.add(alone ? Style.alone(true) : Style.any(true), RunLabel.judgedOn(runs));
    legend.add(alone ? Style.alone(false) : Style.any(false), "train");
    references.forEach(legend::add);
    if (!alone) {
      for (int i = 0; i < runs.size(); i++) {
        legend.breakLine();
        legend.add(Style.ofRun(i, true), RunLabel.brief(runs.get(i)));
      }
    }
    svg.close();
    return legend.bottom();
  }
}
