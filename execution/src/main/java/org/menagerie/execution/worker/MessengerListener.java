package org.menagerie.execution.worker;

import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.menagerie.training.loop.BatchProgress;
import org.menagerie.training.loop.TrainingListener;
import org.menagerie.training.run.EpochMetrics;

/** Reports a training's progress; batches no more often than an eye can follow. */
final class MessengerListener implements TrainingListener {
  private static final long INTERVAL_NANOS = 100_000_000;

  private final Consumer<WorkerMessage> messages;
  private final BooleanSupplier asksToStop;
  private long lastTold;

  MessengerListener(Consumer<WorkerMessage> messages, BooleanSupplier asksToStop) {
    this.messages = messages;
    this.asksToStop = asksToStop;
  }

  @Override
  public void noticed(String sentence) {
    messages.accept(new WorkerMessage.Noticed(sentence));
  }

  @Override
  public void explained(String sentence) {
    messages.accept(new WorkerMessage.Explained(sentence));
  }

  @Override
  public void started(int doneEpochs) {
    messages.accept(new WorkerMessage.Started(doneEpochs));
  }

  @Override
  public boolean goesOn() {
    return !asksToStop.getAsBoolean();
  }

  @Override
  public void batch(BatchProgress progress) {
    long now = System.nanoTime();
    boolean boundary = progress.batch() == 1 || progress.batch() == progress.batches();
    if (boundary || now - lastTold >= INTERVAL_NANOS) {
      lastTold = now;
      messages.accept(new WorkerMessage.Batch(progress));
    }
  }

  @Override
  public void epoch(EpochMetrics metrics) {
    messages.accept(new WorkerMessage.Epoch(metrics));
  }
}
