package org.menagerie.runner.lrfind;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.inject.Inject;
import java.math.BigDecimal;
import java.math.MathContext;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import org.menagerie.api.error.ErrorCode;
import org.menagerie.api.error.MenagerieException;
import org.menagerie.execution.worker.WorkerPool;
import org.menagerie.plugins.PluginSources;
import org.menagerie.reports.chart.FinderChart;
import org.menagerie.reports.text.TextTable;
import org.menagerie.runner.options.Cautions;
import org.menagerie.runner.options.Locations;
import org.menagerie.runner.options.RecipeOptions;
import org.menagerie.runner.terminal.JsonText;
import org.menagerie.runner.terminal.RunText;
import org.menagerie.runner.terminal.TemporaryFolder;
import org.menagerie.runner.terminal.Terminal;
import org.menagerie.training.catalog.Catalog;
import org.menagerie.training.finder.FinderCurve;
import org.menagerie.training.finder.FinderCurve.Point;
import org.menagerie.training.finder.FinderFolder;
import org.menagerie.training.finder.FinderPlan;
import org.menagerie.training.plan.DatasetLocator;
import org.menagerie.training.plan.Planner;
import org.menagerie.training.plan.RunRequest;
import org.menagerie.training.run.OutputFiles;
import org.menagerie.training.run.RunFolder;
import org.menagerie.training.run.RunSpec;

/** One search for a learning rate, from the command line to what is printed. */
final class LrFinding {
  /** Lines of the table; the curve has all steps. */
  private static final int LINES = 12;

  private final Catalog catalog;
  private final PluginSources plugins;
  private final Locations locations;
  private final Terminal terminal;

  @Inject
  LrFinding(Catalog catalog, PluginSources plugins, Locations locations, Terminal terminal) {
    this.catalog = catalog;
    this.plugins = plugins;
    this.locations = locations;
    this.terminal = terminal;
  }

  void run(
      Function<Catalog, RunRequest> request,
      RecipeOptions options,
      FinderPlan plan,
      Optional<Path> output,
      boolean json) {
    Path data = options.dataDirectory(locations.dataDirectory());
    RunSpec spec =
        new Planner(catalog, new DatasetLocator(catalog, data, terminal::tell))
            .specify(request.apply(catalog));
    if (!json) {
      announce(spec, options.namesDataset(), data, plan);
    }
    options.caution(spec.dataset(), data).ifPresent(caution -> Cautions.print(terminal, caution));
    FinderCurve curve = find(spec, plan, data);
    if (curve.points().size() < 3) {
      throw new MenagerieException(
          ErrorCode.RUN_FAILED,
          "The loss is no number after %d steps already: begin lower, with --lowest."
              .formatted(curve.points().size()));
    }
    if (output.isPresent()) {
      byte[] svg = chart(spec, curve).getBytes(UTF_8);
      OutputFiles.writeNamed(output.get(), "--output", out -> out.write(svg));
    }
    if (json) {
      terminal.out().print(JsonText.of(LrFindView.of(spec, curve)));
    } else {
      show(curve, output);
    }
  }

  private void announce(RunSpec spec, boolean namesDataset, Path data, FinderPlan plan) {
    String title =
        String.format(
            Locale.ROOT,
            "Finding a learning rate for %s on %s, seed %d, %s, recipe %s: %d steps from %s to %s",
            spec.modelId(),
            spec.engine(),
            spec.seed(),
            RunText.threads(spec),
            spec.recipe().name(),
            plan.steps(),
            number(plan.lowest()),
            number(plan.highest()));
    terminal.progress().println(terminal.fitted(title));
    terminal.progress().println(terminal.fitted(RunText.data(spec, namesDataset, data)));
    terminal.progress().println();
  }

  private FinderCurve find(RunSpec spec, FinderPlan plan, Path data) {
    try (TemporaryFolder folder = TemporaryFolder.make();
        WorkerPool workers = new WorkerPool(data, plugins)) {
      RunFolder run = RunFolder.forRun(folder.path(), spec);
      run.writeSpec(spec);
      new FinderFolder(run.path()).writePlan(plan);
      return workers.find(spec, catalog.engines().get(spec.engine()), run);
    }
  }

  private void show(FinderCurve curve, Optional<Path> output) {
    TextTable table = new TextTable().number("learning rate").number("loss").number("smoothed");
    List<Point> points = curve.points();
    int step = Math.max(1, (points.size() - 1) / (LINES - 1));
    for (int i = 0; i < points.size(); i++) {
      if (i % step == 0 || i == points.size() - 1) {
        Point point = points.get(i);
        table.row(number(point.learningRate()), loss(point.loss()), loss(point.smoothed()));
      }
    }
    terminal.out().print(table.render(terminal.width()));
    terminal.out().println();
    if (curve.stopped()) {
      terminal.out().println("It ended early: the loss grew beyond all use.");
    }
    terminal.out().println(terminal.fitted(verdict(curve)));
    output.ifPresent(file -> terminal.out().println("The curve is in " + file));
  }

  private static String verdict(FinderCurve curve) {
    String lowest =
        "The smoothed loss is lowest at a learning rate of %s"
            .formatted(number(curve.lowest().learningRate()));
    return curve
        .steepest()
        .map(
            point ->
                "%s, and falls fastest at %s: a good one to try, as in --lr %s."
                    .formatted(lowest, number(point.learningRate()), number(point.learningRate())))
        .orElse(lowest + ", and falls nowhere: try others with --lowest and --highest.");
  }

  private static String chart(RunSpec spec, FinderCurve curve) {
    return FinderChart.svg(
        "%s on %s".formatted(spec.modelId(), spec.engine()),
        curve.points().stream()
            .map(p -> new FinderChart.Point(p.learningRate(), p.loss(), p.smoothed()))
            .toList(),
        curve
            .steepest()
            .map(
                point ->
                    new FinderChart.Mark(
                        point.learningRate(), "steepest: " + number(point.learningRate()))));
  }

  /** Two digits are more than a search can tell. */
  private static String number(double value) {
    BigDecimal rounded = new BigDecimal(value).round(new MathContext(2)).stripTrailingZeros();
    return value < 1e-4 ? rounded.toString().toLowerCase(Locale.ROOT) : rounded.toPlainString();
  }

  private static String loss(double value) {
    return String.format(Locale.ROOT, value < 1e4 ? "%.4f" : "%.3e", value);
  }
}
