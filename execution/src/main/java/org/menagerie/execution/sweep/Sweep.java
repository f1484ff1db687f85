package org.menagerie.execution.sweep;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.menagerie.api.error.ErrorCode;
import org.menagerie.api.error.MenagerieException;
import org.menagerie.training.run.RunResult;
import org.menagerie.training.run.RunSpec;

/**
 * Trains runs, some at a time. A run that breaks off is tried again from its checkpoint, one that
 * fails for a reason that will not go away is not; neither stops the others.
 */
public final class Sweep {
  private final Launcher launcher;
  private final SweepLimits limits;
  private final SweepListener listener;
  private final Set<Attempt> running = new LinkedHashSet<>();
  private boolean stopping;

  public Sweep(Launcher launcher, SweepLimits limits, SweepListener listener) {
    this.launcher = launcher;
    this.limits = limits;
    this.listener = listener;
  }

  /** Trains all of them; how each ended, in the same order. */
  public List<Ending> run(List<RunSpec> specs) {
    ExecutorService jobs = Executors.newFixedThreadPool(limits.jobs());
    try {
      List<Future<Ending>> futures =
          specs.stream().map(spec -> jobs.submit(() -> train(spec))).toList();
      List<Ending> endings = new ArrayList<>();
      for (Future<Ending> future : futures) {
        endings.add(future.get());
      }
      return endings;
    } catch (ExecutionException e) {
      throw new IllegalStateException("a training failed unexpectedly", e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new MenagerieException(ErrorCode.RUN_FAILED, "The sweep was interrupted.", e);
    } finally {
      kill();
      jobs.shutdown();
    }
  }

  /** Starts no further run, and stops the current ones at their next checkpoints. */
  public synchronized void stop() {
    stopping = true;
    running.forEach(Attempt::stop);
  }

  /** Starts no further run, and ends the current ones at once. */
  public synchronized void kill() {
    stopping = true;
    running.forEach(Attempt::kill);
  }

  private Ending train(RunSpec spec) {
    int retriesLeft = limits.retries();
    while (true) {
      try {
        return attempt(spec);
      } catch (MenagerieException e) {
        boolean brokeOff = e.code() == ErrorCode.RUN_CRASHED;
        if (brokeOff && isStopping()) {
          return ended(spec, new Ending.Stopped());
        }
        if (!brokeOff || retriesLeft == 0) {
          return ended(spec, new Ending.Failed(e.getMessage()));
        }
        retriesLeft--;
        listener.retried(spec, e.getMessage());
      }
    }
  }

  private Ending ended(RunSpec spec, Ending ending) {
    listener.ended(spec, ending);
    return ending;
  }

  private Ending attempt(RunSpec spec) {
    Optional<Attempt> begun = begin(spec);
    if (begun.isEmpty()) {
      return new Ending.Stopped();
    }
    try (Attempt attempt = begun.get()) {
      Optional<RunResult> result = attempt.await();
      return ended(spec, result.<Ending>map(Ending.Finished::new).orElseGet(Ending.Stopped::new));
    } finally {
      forget(begun.get());
    }
  }

  private synchronized Optional<Attempt> begin(RunSpec spec) {
    if (stopping) {
      return Optional.empty();
    }
    Attempt attempt = Attempt.begin(spec, launcher, limits.timeout(), listener);
    running.add(attempt);
    return Optional.of(attempt);
  }

  private synchronized void forget(Attempt attempt) {
    running.remove(attempt);
  }

  private synchronized boolean isStopping() {
    return stopping;
  }
}
