package org.menagerie.runner.compare;

import static java.util.Comparator.comparing;

import com.google.inject.Inject;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.menagerie.api.error.MenagerieException;
import org.menagerie.execution.sweep.SweepLimits;
import org.menagerie.reports.evidence.Report;
import org.menagerie.runner.options.Cautions;
import org.menagerie.runner.options.EvidenceOptions;
import org.menagerie.runner.options.Locations;
import org.menagerie.runner.options.RecipeOptions;
import org.menagerie.runner.options.Threads;
import org.menagerie.runner.report.RunReport;
import org.menagerie.runner.terminal.RunText;
import org.menagerie.runner.terminal.Terminal;
import org.menagerie.runner.watch.WatchServer;
import org.menagerie.runner.watch.Watching;
import org.menagerie.training.catalog.Catalog;
import org.menagerie.training.plan.DatasetLocator;
import org.menagerie.training.plan.Planner;
import org.menagerie.training.run.Machine;
import org.menagerie.training.run.OutputFiles;
import org.menagerie.training.run.RunFolder;
import org.menagerie.training.run.RunJson;
import org.menagerie.training.run.RunSpec;
import org.menagerie.training.sweep.EpochTimes;
import org.menagerie.training.sweep.Estimate;
import org.menagerie.training.sweep.ExpectedWork;
import org.menagerie.training.sweep.PlannedRun;
import org.menagerie.training.sweep.SweepPlan;
import org.menagerie.training.text.SafeText;

/** One sweep from its plan to the comparison of its runs. */
final class SweepRunner {
  private static final int INTERRUPTED = 130;

  private final Catalog catalog;
  private final Locations locations;
  private final RunReport report;
  private final Origins origins;
  private final Pooling pooling;
  private final SweepTraining training;
  private final SweepReport conclusion;
  private final Watching watching;
  private final Terminal terminal;

  @Inject
  SweepRunner(
      Catalog catalog,
      Locations locations,
      RunReport report,
      Origins origins,
      Pooling pooling,
      SweepTraining training,
      SweepReport conclusion,
      Watching watching,
      Terminal terminal) {
    this.catalog = catalog;
    this.locations = locations;
    this.report = report;
    this.origins = origins;
    this.pooling = pooling;
    this.training = training;
    this.conclusion = conclusion;
    this.watching = watching;
    this.terminal = terminal;
  }

  /**
   * Runs a sweep; the exit code is 0 if all runs are finished in the end and can be read, or for a
   * dry run.
   */
  @SuppressWarnings("try") // Nobody asks the page for anything.
  int run(ModelSelection selection, CompareOptions shared, SweepOptions options) {
    options.evidence().require(catalog);
    boolean watch = options.watch();
    Path dataDirectory = shared.dataDirectory(locations.dataDirectory());
    int threads = shared.threadsOr(1);
    DatasetLocator datasets = new DatasetLocator(catalog, dataDirectory, terminal::tell);
    Planner planner = new Planner(catalog, datasets);
    List<Long> start = options.seeds();
    OptionalInt mostSeeds = options.seedsUntilDecided();
    // Folds come outermost: a sweep that is interrupted has trained all models on the same ones.
    SweepPlan whole =
        new SweepPlan(
            options.folds().stream()
                .map(
                    fold ->
                        SweepPlan.of(
                            selection.all(catalog),
                            shared.enginesOr(RecipeOptions.DEFAULT_ENGINE),
                            mostSeeds.isPresent() ? Race.seeds(start, mostSeeds.getAsInt()) : start,
                            (model, engine, seed) ->
                                shared.requests(model, engine, seed, threads).stream()
                                    .map(fold)
                                    .toList(),
                            planner))
                .flatMap(plan -> plan.runs().stream())
                .toList());
    Optional<Sharding> sharding =
        options.shard().map(shard -> Sharding.of(whole, shard, options.shardTimes(), planner));
    SweepPlan plan = sharding.map(Sharding::part).orElse(whole);
    SweepLimits limits = options.limits(threads);
    Optional<String> master = options.cluster();
    Optional<Race> race =
        mostSeeds.isPresent()
            ? Optional.of(
                new Race(
                    plan, start, options.evidence().margin().orElseThrow(), report, dataDirectory))
            : Optional.empty();
    List<PlannedRun> all = state(plan, options.out());
    List<PlannedRun> runs = race.map(some -> some.start(all)).orElse(all);
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
    datasets.notes(runs.get(0).spec()).stream()
        .map(SafeText::terminal)
        .forEach(note -> out.println(terminal.fitted(note)));
    Estimate estimate = Estimate.of(runs, times, limits.jobs());
    out.println(terminal.fitted(SweepPlanText.time(estimate, runs, options.out())));
    race.ifPresent(some -> out.println(terminal.fitted(some.text())));
    if (master.isEmpty()) {
      int open = (int) runs.stream().filter(PlannedRun::isOpen).count();
      warnOfManyJobs(Math.min(limits.jobs(), open), threads);
    }
    all.stream().flatMap(run -> run.problem().stream()).forEach(this::warn);
    List<String> remarks = origins.differing(all, dataDirectory);
    remarks.forEach(this::warn);
    Cautions.print(terminal, catalog, plan.runs());
    shared
        .caution(runs.get(0).spec().dataset(), dataDirectory)
        .ifPresent(caution -> Cautions.print(terminal, caution));
    List<PlannedRun> soon = race.map(some -> some.soon(all, limits.jobs())).orElse(all);
    if (options.dryRun()) {
      pooling.warn(soon, this::warn);
      race.map(some -> some.next(all, Set.of(), limits.jobs()).why())
          .filter(why -> !why.isEmpty())
          .ifPresent(why -> out.println(terminal.fitted(why)));
      return 0;
    }
    if (!options.poolBuilds()) {
      pooling.ask(soon);
    }
    Path folder = store(plan, sharding, options.out());
    all.stream().filter(PlannedRun::isFinished).map(PlannedRun::folder).forEach(this::bringToEnd);
    SweepTraining.Rounds rounds =
        race.<SweepTraining.Rounds>map(
                some -> asked -> some.next(state(plan, options.out()), asked, limits.jobs()))
            .orElseGet(
                () ->
                    SweepTraining.Rounds.once(
                        limits.jobs() == 1 ? runs : longestFirst(runs, planner, times)));
    SweepTraining.Trained trained;
    try (Page page = watch ? watched(folder, dataDirectory, options.evidence()) : () -> {}) {
      trained = training.train(rounds, options, limits, folder, dataDirectory);
    }
    List<PlannedRun> now = state(plan, options.out());
    List<PlannedRun> after = race.map(some -> some.asked(now, trained.specs())).orElse(now);
    SweepOutcome outcome = SweepOutcome.of(trained.runs(), trained.endings(), after, remarks);
    if (outcome.stopped()) {
      EpochTimes measured = EpochTimes.in(options.out(), Machine.here());
      Estimate left = Estimate.of(outcome.runs(), measured, limits.jobs());
      terminal.err().println(SweepPlanText.stopped(outcome.runs(), left));
    }
    conclusion.draw(
        outcome,
        plain -> {
          Report measured = options.evidence().applied(plain, catalog);
          return race.map(some -> some.settled(measured)).orElse(measured);
        },
        folder,
        dataDirectory);
    return outcome.stopped() ? INTERRUPTED : outcome.isWhole() ? 0 : 1;
  }

  /** Something that is shown while a sweep runs. */
  private interface Page extends AutoCloseable {
    @Override
    void close();
  }

  private Page watched(Path folder, Path dataDirectory, EvidenceOptions evidence) {
    WatchServer server = watching.open(folder, dataDirectory, evidence.margin());
    terminal.out().println("Watch it on " + server.address());
    terminal.out().flush();
    return server::close;
  }

  /** So that no long one is left when all others are finished. */
  private static List<PlannedRun> longestFirst(
      List<PlannedRun> runs, Planner planner, EpochTimes times) {
    List<RunSpec> specs = runs.stream().map(PlannedRun::spec).toList();
    Comparator<RunSpec> order = ExpectedWork.of(specs, planner, times).longestFirst();
    return runs.stream().sorted(comparing(PlannedRun::spec, order)).toList();
  }

  /** Writes what was planned into the sweep's own folder, or the shard's. */
  private static Path store(SweepPlan plan, Optional<Sharding> sharding, Path out) {
    Path folder = sharding.map(shard -> shard.store(out)).orElseGet(() -> out.resolve(plan.name()));
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
}
