package org.menagerie.runner.compare;

import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import org.menagerie.execution.sweep.DurationText;
import org.menagerie.training.loop.BatchProgress;
import org.menagerie.training.run.EpochMetrics;
import org.menagerie.training.run.RunSpec;
import org.menagerie.training.sweep.EpochTimes;

/** The progress of one run of a sweep. */
final class RunProgress {
  private static final int BAR = 16;

  private final RunSpec spec;
  private int doneEpochs;
  private double epochPart;
  private int timedEpochs;
  private double seconds;
  private Optional<EpochMetrics> latest = Optional.empty();

  RunProgress(RunSpec spec) {
    this.spec = spec;
  }

  void started(int done) {
    doneEpochs = done;
  }

  void batch(BatchProgress progress) {
    epochPart = (double) progress.batch() / progress.batches();
  }

  void epoch(EpochMetrics metrics) {
    doneEpochs = metrics.epoch();
    epochPart = 0;
    timedEpochs++;
    seconds += EpochTimes.seconds(metrics);
    latest = Optional.of(metrics);
  }

  /**
   * Name, bar, epochs, latest accuracy on images not trained on, and time left once an epoch was
   * timed.
   */
  String line(int nameWidth) {
    int epochs = spec.recipe().epochs();
    double done = doneEpochs + epochPart;
    int filled = (int) Math.min(BAR, BAR * done / epochs);
    String accuracy =
        latest
            .map(epoch -> String.format(Locale.ROOT, "%6.2f %%", epoch.judged().accuracy()))
            .orElse(" ".repeat(8));
    String left =
        timedEpochs == 0 || done >= epochs
            ? ""
            : "  %s left"
                .formatted(
                    DurationText.of(
                        Duration.ofMillis(
                            Math.round(1000 * (epochs - done) * seconds / timedEpochs))));
    return "%s  [%s%s]  epoch %d/%d  %s%s"
        .formatted(
            name() + " ".repeat(Math.max(0, nameWidth - name().length())),
            "=".repeat(filled),
            " ".repeat(BAR - filled),
            Math.min(doneEpochs + 1, epochs),
            epochs,
            accuracy,
            left)
        .stripTrailing();
  }

  String name() {
    return "%s %s s%d".formatted(spec.modelId(), spec.engine(), spec.seed());
  }
}
