package org.menagerie.data.pipeline;

import java.time.Duration;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.concurrent.CancellationException;
import org.jspecify.annotations.Nullable;
import org.menagerie.api.engine.Batch;

/**
 * The batches of one epoch, for one thread. A batch is valid until the next call of {@link
 * #next()}. Closing ends the thread that prepares them, wherever it is.
 */
public final class EpochBatches implements Iterator<Batch>, AutoCloseable {
  private final BatchProducer producer;
  private int remaining;
  private @Nullable BatchBuffer lent;
  private long waitedNanos;
  private boolean closed;

  EpochBatches(BatchProducer producer, int count) {
    this.producer = producer;
    remaining = count;
    producer.start();
  }

  @Override
  public boolean hasNext() {
    return remaining > 0 && !closed;
  }

  /**
   * The next batch; waits for it if it is not ready.
   *
   * @throws org.menagerie.api.error.MenagerieException if a transform failed, with the cause
   * @throws CancellationException if this thread is interrupted while it waits
   */
  @Override
  public Batch next() {
    if (!hasNext()) {
      throw new NoSuchElementException(closed ? "this epoch is closed" : "this epoch is over");
    }
    if (lent != null) {
      producer.giveBack(lent);
      lent = null;
    }
    Prepared prepared = receive();
    if (prepared instanceof Prepared.Filled filled) {
      lent = filled.buffer();
      remaining--;
      return filled.batch();
    }
    // Kept for the next call.
    producer.ready().add(prepared);
    throw rethrown(((Prepared.Failed) prepared).cause());
  }

  /** How long {@link #next()} has waited so far because batches were not ready. */
  public Duration waited() {
    return Duration.ofNanos(waitedNanos);
  }

  @Override
  public void close() {
    closed = true;
    producer.stop();
  }

  boolean isClosed() {
    return closed;
  }

  private Prepared receive() {
    Prepared atHand = producer.ready().poll();
    if (atHand != null) {
      return atHand;
    }
    long start = System.nanoTime();
    try {
      return producer.ready().take();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CancellationException("interrupted while waiting for a batch");
    } finally {
      waitedNanos += System.nanoTime() - start;
    }
  }

  private static RuntimeException rethrown(Throwable cause) {
    if (cause instanceof Error error) {
      throw error;
    }
    return (RuntimeException) cause;
  }
}
