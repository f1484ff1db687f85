package org.menagerie.execution.sweep;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import org.menagerie.api.error.MenagerieException;
import org.menagerie.execution.worker.RunningWorker;
import org.menagerie.execution.worker.WorkerPool;
import org.menagerie.training.catalog.Catalog;
import org.menagerie.training.loop.TrainingListener;
import org.menagerie.training.run.RunFolder;
import org.menagerie.training.run.RunLock;
import org.menagerie.training.run.RunResult;
import org.menagerie.training.run.RunSpec;

/** Trains in worker processes, each run in its folder. */
public final class WorkerLauncher implements Launcher {
  private final WorkerPool workers;
  private final Catalog catalog;
  private final Path out;
  private final BiConsumer<RunFolder, RunResult> onResult;

  /**
   * @param workers the processes
   * @param catalog knows the engines
   * @param out holds the runs' folders
   * @param onResult called with each run that was trained
   */
  public WorkerLauncher(
      WorkerPool workers, Catalog catalog, Path out, BiConsumer<RunFolder, RunResult> onResult) {
    this.workers = workers;
    this.catalog = catalog;
    this.out = out;
    this.onResult = onResult;
  }

  @Override
  public Launched launch(RunSpec spec, TrainingListener listener) {
    RunFolder known = new RunFolder(out.resolve(spec.runName()));
    if (known.isFinished(spec)) {
      return new TrainedElsewhere(known);
    }
    Optional<RunLock> lock = RunLock.tryOf(RunFolder.forRun(out, spec));
    return lock.isPresent()
        ? launch(spec, listener, known, lock.get())
        : new Waiting(spec, listener, known);
  }

  private Launched launch(RunSpec spec, TrainingListener listener, RunFolder folder, RunLock lock) {
    try {
      if (folder.isFinished(spec)) {
        lock.close();
        return new TrainedElsewhere(folder);
      }
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

  /** A run that another process is training; what that leaves undone is trained here. */
  private final class Waiting implements Launched {
    private static final long PAUSE_MILLIS = 500;

    private final RunSpec spec;
    private final TrainingListener listener;
    private final RunFolder folder;
    private final CountDownLatch stopped = new CountDownLatch(1);
    private @Nullable Launched begun;

    Waiting(RunSpec spec, TrainingListener listener, RunFolder folder) {
      this.spec = spec;
      this.listener = listener;
      this.folder = folder;
    }

    @Override
    public Optional<RunResult> await() {
      listener.noticed("waiting for another process that is training this run");
      try {
        Optional<Launched> next = tryLaunch();
        while (next.isEmpty()) {
          listener.waiting();
          if (stopped.await(PAUSE_MILLIS, TimeUnit.MILLISECONDS)) {
            return Optional.empty();
          }
          next = tryLaunch();
        }
        return next.get().await();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return Optional.empty();
      }
    }

    private synchronized Optional<Launched> tryLaunch() {
      if (!Files.isDirectory(folder.path())) {
        // The other one was refused, and left nothing.
        RunFolder.forRun(out, spec);
      }
      Optional<RunLock> lock = stopped.getCount() == 0 ? Optional.empty() : RunLock.tryOf(folder);
      if (lock.isEmpty()) {
        return Optional.empty();
      }
      Launched launched = launch(spec, listener, folder, lock.get());
      begun = launched;
      return Optional.of(launched);
    }

    @Override
    public synchronized void stop() {
      stopped.countDown();
      if (begun != null) {
        begun.stop();
      }
    }

    @Override
    public synchronized void kill() {
      stopped.countDown();
      if (begun != null) {
        begun.kill();
      }
    }
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
