package org.menagerie.runner.compare;

import static java.util.stream.Collectors.toSet;

import com.google.inject.Inject;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
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
import org.menagerie.runner.report.RunReport;
import org.menagerie.runner.terminal.Interrupts;
import org.menagerie.runner.terminal.Terminal;
import org.menagerie.training.catalog.Catalog;
import org.menagerie.training.run.RunFolder;
import org.menagerie.training.run.RunResult;
import org.menagerie.training.run.RunSpec;
import org.menagerie.training.sweep.PlannedRun;
import org.menagerie.training.sweep.Refusals;

/** Trains what is open of a sweep, here or on a cluster, in one round or more. */
final class SweepTraining {
  private final Catalog catalog;
  private final PluginSources plugins;
  private final RunReport report;
  private final Terminal terminal;

  @Inject
  SweepTraining(Catalog catalog, PluginSources plugins, RunReport report, Terminal terminal) {
    this.catalog = catalog;
    this.plugins = plugins;
    this.report = report;
    this.terminal = terminal;
  }

  /** What to train, round after round. */
  @FunctionalInterface
  interface Rounds {
    /**
     * The next round.
     *
     * @param asked what was trained in those before, or failed
     */
    Round next(Set<RunSpec> asked);

    /** All at once. */
    static Rounds once(List<PlannedRun> runs) {
      return asked -> new Round(asked.isEmpty() ? runs : List.of(), "");
    }
  }

  /**
   * Runs that are trained before anybody looks again.
   *
   * @param runs finished ones too; the last round was before one without an open run
   * @param why in a sentence, or empty
   */
  record Round(List<PlannedRun> runs, String why) {
    private List<PlannedRun> open() {
      return runs.stream().filter(PlannedRun::isOpen).toList();
    }
  }

  /**
   * What was trained.
   *
   * @param runs as they were before
   * @param endings of them, in their order
   */
  record Trained(List<PlannedRun> runs, List<Ending> endings) {
    Set<RunSpec> specs() {
      return runs.stream().map(PlannedRun::spec).collect(toSet());
    }
  }

  /** Trains until a round has no open run, or the user stops it. */
  Trained train(
      Rounds rounds, SweepOptions options, SweepLimits limits, Path folder, Path dataDirectory) {
    Trained trained = new Trained(new ArrayList<>(), new ArrayList<>());
    Round round = rounds.next(Set.of());
    if (round.open().isEmpty()) {
      return trained;
    }
    List<RunSpec> first = specs(round.open());
    Optional<ClusterRequest> request =
        options.cluster().map(master -> request(master, first, options, folder));
    try (Cluster cluster = request.map(Clusters::connect).orElse(Clusters.HERE);
        WorkerPool workers =
            new WorkerPool(dataDirectory, plugins, cluster, !options.freshWorkers())) {
      BiConsumer<RunFolder, RunResult> onResult =
          request.isEmpty()
              ? report::writeCurves
              : new SameData(catalog, dataDirectory).before(report::writeCurves);
      Launcher launcher =
          new TellingLauncher(
              new WorkerLauncher(workers, catalog, options.out(), onResult),
              options.out(),
              Refusals.in(folder));
      while (!round.open().isEmpty()) {
        if (!round.why().isEmpty()) {
          terminal.progress().println();
          terminal.progress().println(terminal.fitted(round.why()));
        }
        List<Ending> endings = train(round, launcher, limits);
        trained.runs().addAll(round.open());
        trained.endings().addAll(endings);
        if (endings.stream().anyMatch(Ending.Stopped.class::isInstance)) {
          break;
        }
        round = rounds.next(trained.specs());
      }
    }
    return trained;
  }

  private ClusterRequest request(
      String master, List<RunSpec> open, SweepOptions options, Path folder) {
    return new ClusterRequest(
        master,
        options.clusterHome(),
        open.stream().map(RunSpec::engine).collect(toSet()),
        open.get(0).threads(),
        plugins,
        options.checkpoints(),
        folder.resolve("cluster.log"));
  }

  @SuppressWarnings("try") // The interrupts do their work by being there.
  private List<Ending> train(Round round, Launcher launcher, SweepLimits limits) {
    terminal.progress().println();
    try (SweepView view = new SweepView(terminal, round.runs(), System::nanoTime)) {
      Sweep sweep = new Sweep(launcher, limits, view);
      try (Interrupts interrupts = new Interrupts(new CtrlC(sweep, view::say))) {
        return sweep.run(specs(round.open()));
      }
    }
  }

  private static List<RunSpec> specs(List<PlannedRun> runs) {
    return runs.stream().map(PlannedRun::spec).toList();
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
