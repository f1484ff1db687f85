package org.menagerie.runner.watch;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.menagerie.execution.sweep.Ending;
import org.menagerie.execution.sweep.Sweep;
import org.menagerie.execution.sweep.SweepLimits;
import org.menagerie.execution.sweep.SweepListener;
import org.menagerie.execution.sweep.WorkerLauncher;
import org.menagerie.execution.worker.WorkerPool;
import org.menagerie.plugins.PluginSources;
import org.menagerie.runner.report.RunReport;
import org.menagerie.training.catalog.Catalog;
import org.menagerie.training.run.RunStatus;

/** Trains runs on that were stopped or failed, one after another, in workers of this command. */
final class Resuming implements AutoCloseable {
  private static final SweepLimits LIMITS = new SweepLimits(1, 0, Duration.ofMinutes(10));

  private final WorkerPool workers;
  private final Catalog catalog;
  private final RunReport report;
  private final ExecutorService queue =
      Executors.newSingleThreadExecutor(
          task -> {
            Thread thread = new Thread(task, "resumed runs");
            thread.setDaemon(true);
            return thread;
          });
  private final Set<Path> waiting = new LinkedHashSet<>();
  private @Nullable Sweep current;
  private boolean closed;

  Resuming(Path dataDirectory, PluginSources plugins, Catalog catalog, RunReport report) {
    this.workers = new WorkerPool(dataDirectory, plugins);
    this.catalog = catalog;
    this.report = report;
  }

  /** Trains a run when those before it are trained; what happens, in a sentence. */
  synchronized String add(LiveRun run) {
    if (!waiting.add(run.folder().path())) {
      return "It is trained when those before it are.";
    }
    boolean first = waiting.size() == 1 && current == null;
    queue.execute(() -> train(run));
    return first ? "It goes on." : "It is trained when those before it are.";
  }

  private void train(LiveRun run) {
    Path out = Objects.requireNonNull(run.folder().path().getParent());
    Sweep sweep =
        new Sweep(
            new WorkerLauncher(workers, catalog, out, report::writeCurves),
            LIMITS,
            new SweepListener() {});
    if (begin(run, sweep)) {
      sweep.run(List.of(run.spec())).stream()
          .filter(Ending.Failed.class::isInstance)
          .map(Ending.Failed.class::cast)
          // One that was refused may have no folder any more.
          .filter(end -> Files.isDirectory(run.folder().path()))
          .forEach(end -> run.folder().writeStatus(RunStatus.failed(end.reason())));
      end();
    }
  }

  private synchronized boolean begin(LiveRun run, Sweep sweep) {
    if (closed || !waiting.remove(run.folder().path())) {
      return false;
    }
    current = sweep;
    return true;
  }

  private synchronized void end() {
    current = null;
  }

  /** Trains no further run, and stops the current one at its next checkpoint. */
  synchronized void stop() {
    closed = true;
    waiting.clear();
    if (current != null) {
      current.stop();
    }
  }

  /** Ends the current one at once. */
  synchronized void kill() {
    if (current != null) {
      current.kill();
    }
  }

  /** Whether a run is at work here. */
  synchronized boolean isAtWork() {
    return current != null;
  }

  /** Waits for the end of the current run, having asked for it. */
  @Override
  public void close() {
    stop();
    queue.shutdown();
    try {
      queue.awaitTermination(Long.MAX_VALUE, TimeUnit.NANOSECONDS);
    } catch (InterruptedException e) {
      kill();
      Thread.currentThread().interrupt();
    }
    workers.close();
  }
}
