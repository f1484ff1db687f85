package org.menagerie.runner.train;

import java.util.Locale;
import java.util.Optional;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import org.menagerie.runner.terminal.EpochLine;
import org.menagerie.runner.terminal.Terminal;
import org.menagerie.training.loop.BatchProgress;
import org.menagerie.training.loop.TrainingListener;
import org.menagerie.training.run.EpochMetrics;

/**
 * Shows a training: on a terminal a bar for the current epoch; everywhere a line for each epoch.
 */
public final class ProgressView implements TrainingListener, AutoCloseable {
  private static final int UPDATE_MILLIS = 100;
  private static final int USUAL_COLUMNS = 80;

  private final Terminal terminal;
  private final int epochs;
  private Optional<ProgressBar> bar = Optional.empty();

  public ProgressView(Terminal terminal, int epochs) {
    this.terminal = terminal;
    this.epochs = epochs;
  }

  @Override
  public void noticed(String sentence) {
    terminal.err().println(sentence);
  }

  @Override
  public void explained(String sentence) {
    terminal.progress().println(terminal.fitted(sentence));
  }

  @Override
  public void started(int doneEpochs) {
    if (doneEpochs > 0) {
      terminal.progress().printf("Resuming after epoch %d, from the checkpoint.%n", doneEpochs);
    }
  }

  @Override
  public void batch(BatchProgress progress) {
    if (!terminal.drawsProgress()) {
      return;
    }
    if (bar.isEmpty()) {
      bar = Optional.of(newBar(progress));
    }
    // On a narrow terminal the message would take the bar's place.
    if (terminal.columns() >= USUAL_COLUMNS) {
      bar.get()
          .setExtraMessage(
              String.format(
                  Locale.ROOT, "loss %.4f train %.1f %%", progress.loss(), progress.accuracy()));
    }
    bar.get().stepTo(progress.batch());
  }

  @Override
  public void epoch(EpochMetrics metrics) {
    close();
    terminal.progress().println(terminal.fitted(EpochLine.of(metrics, epochs)));
  }

  @Override
  public void close() {
    bar.ifPresent(ProgressBar::close);
    bar = Optional.empty();
  }

  private ProgressBar newBar(BatchProgress progress) {
    return new ProgressBarBuilder()
        .setTaskName("Epoch %d/%d".formatted(progress.epoch(), epochs))
        .setInitialMax(progress.batches())
        .setUnit("", 1)
        .setStyle(ProgressBarStyle.ASCII)
        .setUpdateIntervalMillis(UPDATE_MILLIS)
        .setConsumer(terminal.barConsumer())
        .clearDisplayOnFinish()
        .build();
  }
}
