package org.menagerie.execution.sweep;

import java.time.Duration;
import java.util.Optional;
import org.menagerie.api.error.ErrorCode;
import org.menagerie.api.error.MenagerieException;
import org.menagerie.execution.sweep.Launcher.Launched;
import org.menagerie.training.loop.BatchProgress;
import org.menagerie.training.loop.TrainingListener;
import org.menagerie.training.run.EpochMetrics;
import org.menagerie.training.run.RunResult;
import org.menagerie.training.run.RunSpec;

/** A watched training: it is ended if it is silent for too long. */
final class Attempt implements AutoCloseable {
  private final Launched launched;
  private final Watchdog watchdog;

  private Attempt(Launched launched, Watchdog watchdog) {
    this.launched = launched;
    this.watchdog = watchdog;
  }

  static Attempt begin(RunSpec spec, Launcher launcher, Duration timeout, SweepListener listener) {
    Watchdog watchdog = new Watchdog(timeout, System::nanoTime);
    Launched launched = launcher.launch(spec, new PassingOn(spec, listener, watchdog));
    watchdog.watch(launched::kill);
    return new Attempt(launched, watchdog);
  }

  /** See {@link Launched#await}; a training that was ended for its silence has broken off. */
  Optional<RunResult> await() {
    try {
      return launched.await();
    } catch (MenagerieException e) {
      if (watchdog.hasActed()) {
        throw new MenagerieException(
            ErrorCode.RUN_CRASHED,
            "The training process said nothing for %s and was ended; if it is only slow, give it longer with --timeout."
                .formatted(DurationText.of(watchdog.timeout())),
            e);
      }
      throw e;
    }
  }

  void stop() {
    launched.stop();
  }

  void kill() {
    launched.kill();
  }

  @Override
  public void close() {
    watchdog.close();
  }

  /** Passes on the progress of a training, and resets the watchdog. */
  private record PassingOn(RunSpec spec, SweepListener listener, Watchdog watchdog)
      implements TrainingListener {
    @Override
    public void noticed(String sentence) {
      watchdog.heard();
      listener.noticed(spec, sentence);
    }

    @Override
    public void explained(String sentence) {
      watchdog.heard();
      listener.explained(spec, sentence);
    }

    @Override
    public void waiting() {
      watchdog.heard();
    }

    @Override
    public void started(int doneEpochs) {
      watchdog.heard();
      listener.started(spec, doneEpochs);
    }

    @Override
    public void batch(BatchProgress progress) {
      watchdog.heard();
      listener.batch(spec, progress);
    }

    @Override
    public void epoch(EpochMetrics metrics) {
      watchdog.heard();
      listener.epoch(spec, metrics);
    }
  }
}
