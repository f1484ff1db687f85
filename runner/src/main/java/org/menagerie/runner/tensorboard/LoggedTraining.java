package org.menagerie.runner.tensorboard;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.function.Supplier;
import org.menagerie.api.data.Dataset;
import org.menagerie.api.error.MenagerieException;
import org.menagerie.export.tensorboard.RunLog;
import org.menagerie.runner.terminal.Terminal;
import org.menagerie.training.checkpoint.Checkpoint;
import org.menagerie.training.loop.BatchProgress;
import org.menagerie.training.loop.TrainingListener;
import org.menagerie.training.run.EpochMetrics;
import org.menagerie.training.run.RunFolder;
import org.menagerie.training.run.RunResult;
import org.menagerie.training.run.RunSpec;

/**
 * Follows a training for TensorBoard. A log that cannot be written any more, as on a full disk, is
 * given up, and training goes on.
 */
public final class LoggedTraining implements TrainingListener, AutoCloseable {
  private final TrainingListener shown;
  private final RunFolder folder;
  private final Terminal terminal;
  private final RunLog log;
  private final LoggedRun logged;
  private boolean givenUp;

  private LoggedTraining(TrainingListener shown, RunFolder folder, Terminal terminal, RunLog log) {
    this.shown = shown;
    this.folder = folder;
    this.terminal = terminal;
    this.log = log;
    this.logged = new LoggedRun(log);
  }

  /**
   * Begins the log of a run.
   *
   * @param directory the one that TensorBoard is given
   * @param shown is told all that happens, too
   * @throws MenagerieException if the log cannot be written
   */
  public static LoggedTraining begin(
      Path directory, RunSpec spec, RunFolder folder, TrainingListener shown, Terminal terminal) {
    RunLog log =
        RunLog.begin(directory, String.valueOf(folder.path().getFileName()), spec, Instant.now());
    return new LoggedTraining(shown, folder, terminal, log);
  }

  /** Adds what the final network says of the test images. */
  public void end(RunResult result, Supplier<Dataset> data) {
    attempt(() -> logged.end(result, data, Instant.now()));
    logged.missing().forEach(terminal::tell);
  }

  @Override
  public void noticed(String sentence) {
    shown.noticed(sentence);
  }

  @Override
  public void explained(String sentence) {
    shown.explained(sentence);
  }

  @Override
  public void waiting() {
    shown.waiting();
  }

  @Override
  public void started(int doneEpochs) {
    shown.started(doneEpochs);
    List<EpochMetrics> recorded = folder.readEvents();
    Instant now = Instant.now();
    attempt(
        () -> logged.addEpochs(recorded.subList(0, Math.min(doneEpochs, recorded.size())), now));
  }

  @Override
  public boolean goesOn() {
    return shown.goesOn();
  }

  @Override
  public void batch(BatchProgress progress) {
    shown.batch(progress);
  }

  @Override
  public void epoch(EpochMetrics metrics) {
    shown.epoch(metrics);
    Instant now = Instant.now();
    attempt(() -> log.add(metrics, now));
    // The next epoch may be over by now, and its checkpoint in the place of this one's.
    for (Path file : List.of(folder.lastCheckpoint(), folder.previousCheckpoint())) {
      attempt(
          () ->
              Checkpoint.read(file)
                  .filter(checkpoint -> checkpoint.epoch() == metrics.epoch())
                  .ifPresent(checkpoint -> logged.addWeights(checkpoint, now)));
    }
  }

  private void attempt(Runnable action) {
    if (givenUp) {
      return;
    }
    try {
      action.run();
    } catch (MenagerieException e) {
      givenUp = true;
      terminal.tell(e.getMessage() + " Training goes on without the log for TensorBoard.");
    }
  }

  @Override
  public void close() {
    attempt(log::close);
  }
}
