package org.menagerie.execution.sweep;

import java.nio.file.Path;
import java.util.Optional;
import java.util.function.BiConsumer;
import org.menagerie.api.error.MenagerieException;
import org.menagerie.execution.worker.RunningWorker;
import org.menagerie.execution.worker.WorkerProcess;
import org.menagerie.training.catalog.Catalog;
import org.menagerie.training.loop.TrainingListener;
import org.menagerie.training.run.RunFolder;
import org.menagerie.training.run.RunLock;
import org.menagerie.training.run.RunResult;
import org.menagerie.training.run.RunSpec;

/** Trains in worker processes, each run in its folder. */
public final class WorkerLauncher implements Launcher {
  private final WorkerProcess workers;
  private final Catalog catalog;
  private final Path out;
  private final BiConsumer<RunFolder, RunResult> onResult;

  /**
   * @param workers starts the processes
   * @param catalog knows the engines
   * @param out holds the runs' folders
   * @param onResult called with each run that was trained
   */
  public WorkerLauncher(
      WorkerProcess workers, Catalog catalog, Path out, BiConsumer<RunFolder, RunResult> onResult) {
    this.workers = workers;
    this.catalog = catalog;
    this.out = out;
    this.onResult = onResult;
  }

  @Override
  public Launched launch(RunSpec spec, TrainingListener listener) {
    RunFolder known = new RunFolder(out.resolve(spec.runName()));
    if (known.isFinished()) {
      return new TrainedElsewhere(known);
    }
    RunFolder folder = RunFolder.forRun(out, spec);
    RunLock lock = RunLock.of(folder);
    try {
      folder.writeSpec(spec);
      return new Worker(
          workers.startTraining(spec, catalog.engines().get(spec.engine()), folder, listener),
          folder,
          lock);
    } catch (RuntimeException e) {
      lock.close();
      throw e;
    }
  }

  /** A run that another process has finished since this sweep was planned. */
  private record TrainedElsewhere(RunFolder folder) implements Launched {
    @Override
    public Optional<RunResult> await() {
      return Optional.of(folder.readResult());
    }

    @Override
    public void stop() {}

    @Override
    public void kill() {}
  }

  private final class Worker implements Launched {
    private final RunningWorker process;
    private final RunFolder folder;
    private final RunLock lock;

    Worker(RunningWorker process, RunFolder folder, RunLock lock) {
      this.process = process;
      this.folder = folder;
      this.lock = lock;
    }

    @Override
    @SuppressWarnings("try") // The lock does its work by being there.
    public Optional<RunResult> await() {
      try (RunLock held = lock) {
        return result();
      }
    }

    private Optional<RunResult> result() {
      try {
        if (!process.await()) {
          return Optional.empty();
        }
        RunResult result = folder.readResult();
        onResult.accept(folder, result);
        return Optional.of(result);
      } catch (MenagerieException e) {
        // Only with the lock in hand: without it, the folder is somebody else's.
        folder.removeIfRefused(e);
        throw e;
      }
    }

    @Override
    public void stop() {
      process.stopAtCheckpoint();
    }

    @Override
    public void kill() {
      process.kill();
    }
  }
}
