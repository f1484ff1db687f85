package org.menagerie.runner.command;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.inject.Inject;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.menagerie.reports.StoredRun;
import org.menagerie.reports.evidence.Report;
import org.menagerie.reports.writing.ReportWriter;
import org.menagerie.runner.plugin.PluginSources;
import org.menagerie.runner.sweep.Ending;
import org.menagerie.runner.sweep.Launcher;
import org.menagerie.runner.sweep.Sweep;
import org.menagerie.runner.sweep.SweepLimits;
import org.menagerie.runner.sweep.WorkerLauncher;
import org.menagerie.runner.terminal.Interrupts;
import org.menagerie.runner.terminal.SweepView;
import org.menagerie.runner.terminal.Terminal;
import org.menagerie.runner.wiring.RunnerModule.Locations;
import org.menagerie.runner.worker.WorkerProcess;
import org.menagerie.training.catalog.Catalog;
import org.menagerie.training.plan.DatasetLocator;
import org.menagerie.training.plan.Planner;
import org.menagerie.training.run.Machine;
import org.menagerie.training.run.OutputFiles;
import org.menagerie.training.run.RunJson;
import org.menagerie.training.run.RunSpec;
import org.menagerie.training.sweep.EpochTimes;
import org.menagerie.training.sweep.Estimate;
import org.menagerie.training.sweep.PlannedRun;
import org.menagerie.training.sweep.SweepPlan;

/** One sweep from its plan to the comparison of its runs. */
final class Comparison {
  private static final int INTERRUPTED = 130;

  private final Catalog catalog;
  private final PluginSources plugins;
  private final Locations locations;
  private final RunReport report;
  private final Terminal terminal;

  @Inject
  Comparison(
      Catalog catalog,
      PluginSources plugins,
      Locations locations,
      RunReport report,
      Terminal terminal) {
    this.catalog = catalog;
    this.plugins = plugins;
    this.locations = locations;
    this.report = report;
    this.terminal = terminal;
  }

  /** The exit code: 0 if all runs are finished in the end, or if that was not asked for. */
  int run(ModelSelection selection, CompareOptions shared, SweepOptions options) {
    Path dataDirectory = shared.dataDirectory(locations.dataDirectory());
    int threads = shared.threadsOr(1);
    SweepPlan plan =
        SweepPlan.of(
            selection.all(catalog),
            shared.enginesOr("pytorch"),
            options.seeds(),
            (model, engine, seed) -> shared.request(model, engine, seed, threads),
            new Planner(catalog, new DatasetLocator(catalog, dataDirectory)));
    SweepLimits limits = options.limits(threads);
    List<PlannedRun> runs = plan.in(options.out());
    EpochTimes times = EpochTimes.in(options.out(), Machine.here());
    PrintStream out = terminal.out();
    out.print(SweepPlanText.of(runs, times, limits.jobs()));
    out.println(RunText.data(runs.get(0).spec(), shared.namesDataset(), dataDirectory));
    out.println(
        SweepPlanText.time(Estimate.of(runs, times, limits.jobs()), openRuns(runs), options.out()));
    if (options.dryRun()) {
      return 0;
    }
    Path folder = options.out().resolve(plan.name());
    OutputFiles.write(folder.resolve("plan.json"), json -> RunJson.pretty().writeValue(json, plan));
    Launcher launcher =
        new WorkerLauncher(
            new WorkerProcess(dataDirectory, plugins), catalog, options.out(), report::writeCurves);
    List<Ending> endings = train(runs, launcher, limits);
    if (endings.stream().anyMatch(Ending.Stopped.class::isInstance)) {
      sayStopped(plan.in(options.out()));
      return INTERRUPTED;
    }
    return conclude(plan.in(options.out()), failures(runs, endings), folder, dataDirectory);
  }

  @SuppressWarnings("try") // The interrupts do their work by being there.
  private List<Ending> train(List<PlannedRun> runs, Launcher launcher, SweepLimits limits) {
    List<RunSpec> open = openRuns(runs);
    if (open.isEmpty()) {
      return List.of();
    }
    terminal.out().println();
    try (SweepView view = new SweepView(terminal, runs, System::nanoTime)) {
      Sweep sweep = new Sweep(launcher, limits, view);
      try (Interrupts interrupts = new Interrupts(new CtrlC(sweep, view::say))) {
        return sweep.run(open);
      }
    }
  }

  private static List<RunSpec> openRuns(List<PlannedRun> runs) {
    return runs.stream().filter(run -> !run.isFinished()).map(PlannedRun::spec).toList();
  }

  private static List<String> failures(List<PlannedRun> runs, List<Ending> endings) {
    List<RunSpec> open = openRuns(runs);
    List<String> failures = new ArrayList<>();
    for (int i = 0; i < endings.size(); i++) {
      if (endings.get(i) instanceof Ending.Failed failed) {
        failures.add(open.get(i).runName() + ": " + failed.reason());
      }
    }
    return failures;
  }

  private void sayStopped(List<PlannedRun> runs) {
    terminal
        .err()
        .printf(
            "Stopped with %d of %d runs finished; the same command goes on from there.%n",
            runs.size() - openRuns(runs).size(), runs.size());
  }

  /** Prints the comparison of what is finished, and keeps it in the sweep's folder. */
  private int conclude(
      List<PlannedRun> runs, List<String> failures, Path folder, Path dataDirectory) {
    List<StoredRun> finished =
        runs.stream()
            .filter(PlannedRun::isFinished)
            .map(run -> new StoredRun(run.folder(), run.folder().readResult()))
            .toList();
    StringBuilder text = new StringBuilder();
    if (!finished.isEmpty()) {
      Report whole = report.whole(finished, dataDirectory);
      text.append(report.tableByModel(finished.stream().map(StoredRun::result).toList()));
      text.append(PairsText.of(whole));
      write(folder.resolve("report.html"), ReportWriter.of("html").write(whole));
      write(folder.resolve("report.md"), ReportWriter.of("markdown").write(whole));
    }
    if (!failures.isEmpty()) {
      text.append(
          "%nFailed: %d of %d runs; the same command tries them again.%n"
              .formatted(failures.size(), runs.size()));
      failures.forEach(failure -> text.append(failure).append(System.lineSeparator()));
    }
    write(folder.resolve("comparison.txt"), text.toString());
    terminal.out().println();
    terminal.out().print(text);
    terminal.out().println();
    terminal.out().println("This comparison, as a page and in Markdown, is in " + folder);
    return failures.isEmpty() ? 0 : 1;
  }

  private static void write(Path file, String text) {
    OutputFiles.write(file, out -> out.write(text.getBytes(UTF_8)));
  }
}
