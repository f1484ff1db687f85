package org.menagerie.runner.compare;

import static java.util.stream.Collectors.toSet;

import com.google.inject.Inject;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.menagerie.api.error.MenagerieException;
import org.menagerie.execution.cluster.Cluster;
import org.menagerie.execution.cluster.ClusterRequest;
import org.menagerie.execution.cluster.Clusters;
import org.menagerie.execution.sweep.Ending;
import org.menagerie.execution.sweep.Launcher;
import org.menagerie.execution.sweep.Sweep;
import org.menagerie.execution.sweep.SweepLimits;
import org.menagerie.execution.sweep.WorkerLauncher;
import org.menagerie.execution.worker.WorkerPool;
import org.menagerie.plugins.PluginSources;
import org.menagerie.runner.options.Cautions;
import org.menagerie.runner.options.Locations;
import org.menagerie.runner.options.RecipeOptions;
import org.menagerie.runner.options.Threads;
import org.menagerie.runner.report.RunReport;
import org.menagerie.runner.terminal.Interrupts;
import org.menagerie.runner.terminal.RunText;
import org.menagerie.runner.terminal.Terminal;
import org.menagerie.training.catalog.Catalog;
import org.menagerie.training.plan.DatasetLocator;
import org.menagerie.training.plan.DatasetReference;
import org.menagerie.training.plan.Planner;
import org.menagerie.training.run.Machine;
import org.menagerie.training.run.OutputFiles;
import org.menagerie.training.run.RunFolder;
import org.menagerie.training.run.RunJson;
import org.menagerie.training.run.RunResult;
import org.menagerie.training.run.RunSpec;
import org.menagerie.training.sweep.EpochTimes;
import org.menagerie.training.sweep.Estimate;
import org.menagerie.training.sweep.PlannedRun;
import org.menagerie.training.sweep.SweepPlan;
import org.menagerie.training.text.SafeText;

/** One sweep from its plan to the comparison of its runs. */
final class SweepRunner {
  private static final int INTERRUPTED = 130;

  private final Catalog catalog;
  private final PluginSources plugins;
  private final Locations locations;
  private final RunReport report;
  private final Origins origins;
  private final Pooling pooling;
  private final SweepReport conclusion;
  private final Terminal terminal;

  @Inject
  SweepRunner(
      Catalog catalog,
      PluginSources plugins,
      Locations locations,
      RunReport report,
      Origins origins,
      Pooling pooling,
      SweepReport conclusion,
      Terminal terminal) {
    this.catalog = catalog;
    this.plugins = plugins;
    this.locations = locations;
    this.report = report;
    this.origins = origins;
    this.pooling = pooling;
    this.conclusion = conclusion;
    this.terminal = terminal;
  }

  /**
   * Runs a sweep; the exit code is 0 if all runs are finished in the end and can be read, or for a
   * dry run.
   */
  int run(ModelSelection selection, CompareOptions shared, SweepOptions options) {
    options.evidence().require(catalog);
    Path dataDirectory = shared.dataDirectory(locations.dataDirectory());
    int threads = shared.threadsOr(1);
    DatasetLocator datasets = new DatasetLocator(catalog, dataDirectory);
    Planner planner = new Planner(catalog, datasets);
    SweepPlan whole =
        SweepPlan.of(
            selection.all(catalog),
            shared.enginesOr(RecipeOptions.DEFAULT_ENGINE),
            options.seeds(),
            (model, engine, seed) -> shared.request(model, engine, seed, threads),
            planner);
    Optional<Sharding> sharding =
        options.shard().map(shard -> Sharding.of(whole, shard, options.shardTimes(), planner));
    SweepPlan plan = sharding.map(Sharding::part).orElse(whole);
    SweepLimits limits = options.limits(threads);
    Optional<String> master = options.cluster();
    List<PlannedRun> runs = state(plan, options.out());
    EpochTimes times = EpochTimes.in(options.out(), Machine.here());
    // A dry run shows nothing but the plan.
    PrintStream out = options.dryRun() ? terminal.out() : terminal.progress();
    sharding.ifPresent(shard -> out.println(terminal.fitted(shard.text())));
    if (runs.isEmpty()) {
      if (!options.dryRun()) {
        sharding.ifPresent(shard -> shard.store(options.out()));
      }
      return 0;
    }
    out.println(terminal.fitted(SweepPlanText.title(runs, limits.jobs())));
    out.println();
    out.println(SweepPlanText.table(runs, times, terminal.width()));
    String data = RunText.data(runs.get(0).spec(), shared.namesDataset(), dataDirectory);
    out.println(terminal.fitted(data));
    datasets.notes(DatasetReference.of(runs.get(0).spec())).stream()
        .map(SafeText::terminal)
        .forEach(note -> out.println(terminal.fitted(note)));
    Estimate estimate = Estimate.of(runs, times, limits.jobs());
    out.println(terminal.fitted(SweepPlanText.time(estimate, runs, options.out())));
    if (master.isEmpty()) {
      warnOfManyJobs(Math.min(limits.jobs(), openRuns(runs).size()), threads);
    }
    runs.stream().flatMap(run -> run.problem().stream()).forEach(this::warn);
    List<String> remarks = origins.differing(runs, dataDirectory);
    remarks.forEach(this::warn);
    Cautions.print(terminal, catalog, plan.runs());
    shared
        .caution(runs.get(0).spec().dataset(), dataDirectory)
        .ifPresent(caution -> Cautions.print(terminal, caution));
    if (options.dryRun()) {
      pooling.warn(runs, this::warn);
      return 0;
    }
    if (!options.poolBuilds()) {
      pooling.ask(runs);
    }
    Path folder = store(plan, sharding, options.out());
    runs.stream().filter(PlannedRun::isFinished).map(PlannedRun::folder).forEach(this::bringToEnd);
    List<Ending> endings =
        openRuns(runs).isEmpty()
            ? List.of()
            : trained(runs, options, limits, folder, dataDirectory);
    SweepOutcome outcome = SweepOutcome.of(runs, endings, state(plan, options.out()), remarks);
    if (outcome.stopped()) {
      EpochTimes measured = EpochTimes.in(options.out(), Machine.here());
      Estimate left = Estimate.of(outcome.runs(), measured, limits.jobs());
      terminal.err().println(SweepPlanText.stopped(outcome.runs(), left));
    }
    conclusion.draw(outcome, options.evidence(), folder, dataDirectory);
    return outcome.stopped() ? INTERRUPTED : outcome.isWhole() ? 0 : 1;
  }

  /** Writes what was planned into the sweep's own folder, or the shard's. */
  private static Path store(SweepPlan plan, Optional<Sharding> sharding, Path out) {
    if (sharding.isPresent()) {
      return sharding.get().store(out);
    }
    Path folder = out.resolve(plan.name());
    OutputFiles.write(folder.resolve("plan.json"), json -> RunJson.pretty().writeValue(json, plan));
    return folder;
  }

  /** Draws the curves of a run whose process ended between its result and them. */
  private void bringToEnd(RunFolder folder) {
    if (!Files.exists(folder.curves())) {
      try {
        report.writeCurves(folder, folder.readResult());
      } catch (MenagerieException e) {
        // As in a folder that may only be read; the comparison does without.
        warn(String.valueOf(e.getMessage()));
      }
    }
  }

  private List<PlannedRun> state(SweepPlan plan, Path out) {
    return plan.in(out, engine -> catalog.engines().get(engine).isIndependentOfThreads());
  }

  /** Measured times per epoch would be too long. */
  private void warnOfManyJobs(int jobs, int threads) {
    if ((long) jobs * threads > Threads.processors()) {
      warn(
          "%d trainings at a time, %d %s each, are more than the processors here (%d) can do at once: each takes longer, and the measured speeds are too low."
              .formatted(jobs, threads, threads == 1 ? "thread" : "threads", Threads.processors()));
    }
  }

  private void warn(String sentence) {
    terminal.err().println("Warning: " + SafeText.terminal(sentence));
  }

  /** Trains what is open, here or on a cluster. */
  private List<Ending> trained(
      List<PlannedRun> runs,
      SweepOptions options,
      SweepLimits limits,
      Path folder,
      Path dataDirectory) {
    Optional<ClusterRequest> request =
        options.cluster().map(master -> request(master, runs, options, folder));
    try (Cluster cluster = request.map(Clusters::connect).orElse(Clusters.HERE);
        WorkerPool workers =
            new WorkerPool(dataDirectory, plugins, cluster, !options.freshWorkers())) {
      BiConsumer<RunFolder, RunResult> onResult =
          request.isEmpty()
              ? report::writeCurves
              : new SameData(catalog, dataDirectory).before(report::writeCurves);
      return train(runs, new WorkerLauncher(workers, catalog, options.out(), onResult), limits);
    }
  }

  private ClusterRequest request(
      String master, List<PlannedRun> runs, SweepOptions options, Path folder) {
    List<RunSpec> open = openRuns(runs);
    return new ClusterRequest(
        master,
        options.clusterHome(),
        open.stream().map(RunSpec::engine).collect(toSet()),
        open.get(0).threads(),
        plugins,
        folder.resolve("cluster.log"));
  }

  @SuppressWarnings("try") // The interrupts do their work by being there.
  private List<Ending> train(List<PlannedRun> runs, Launcher launcher, SweepLimits limits) {
    terminal.progress().println();
    try (SweepView view = new SweepView(terminal, runs, System::nanoTime)) {
      Sweep sweep = new Sweep(launcher, limits, view);
      try (Interrupts interrupts = new Interrupts(new CtrlC(sweep, view::say))) {
        return sweep.run(openRuns(runs));
      }
    }
  }

  private static List<RunSpec> openRuns(List<PlannedRun> runs) {
    return runs.stream().filter(PlannedRun::isOpen).map(PlannedRun::spec).toList();
  }

  /** Ctrl-C during a sweep: once, it stops when the epochs at work are trained; twice, at once. */
  private static final class CtrlC implements Runnable {
    private final Sweep sweep;
    private final Consumer<String> say;
    private boolean asked;

    CtrlC(Sweep sweep, Consumer<String> say) {
      this.sweep = sweep;
      this.say = say;
    }

    @Override
    public synchronized void run() {
      if (asked) {
        sweep.kill();
      } else {
        asked = true;
        say.accept("Stopping when the running epochs are trained; Ctrl-C again stops at once.");
        sweep.stop();
      }
    }
  }
}
