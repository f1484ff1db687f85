package org.menagerie.data.pipeline;

import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.stream.IntStream;
import org.menagerie.api.engine.Batch;

/** Fills buffers with the batches of one epoch as they come back empty, on a thread of its own. */
final class BatchProducer {
  private final BatchFiller filler;
  private final long epoch;
  private final int[] order;
  private final int batchSize;

  /** How often each image has come in this epoch. */
  private final int[] shown;

  private final BlockingQueue<BatchBuffer> empty;
  private final BlockingQueue<Prepared> ready;
  private final Thread thread;
  private volatile boolean stopped;

  BatchProducer(
      BatchFiller filler, List<BatchBuffer> buffers, long epoch, int[] order, int batchSize) {
    this.filler = filler;
    this.epoch = epoch;
    this.order = order;
    this.batchSize = batchSize;
    shown = new int[1 + IntStream.of(order).max().orElse(0)];
    empty = new ArrayBlockingQueue<>(buffers.size(), false, buffers);
    // With room for a failure beside all buffers, handing over never blocks.
    ready = new ArrayBlockingQueue<>(buffers.size() + 1);
    thread = new Thread(this::produce, "batches-of-epoch-" + epoch);
    thread.setDaemon(true);
  }

  void start() {
    thread.start();
  }

  BlockingQueue<Prepared> ready() {
    return ready;
  }

  void giveBack(BatchBuffer buffer) {
    empty.add(buffer);
  }

  /** Returns when the thread has ended; an interrupt of the caller is kept for later. */
  void stop() {
    stopped = true;
    thread.interrupt();
    boolean interrupted = false;
    while (thread.isAlive()) {
      try {
        thread.join();
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private void produce() {
    try {
      for (int from = 0; from < order.length; from += batchSize) {
        BatchBuffer buffer = empty.take();
        ready.add(new Prepared.Filled(buffer, fill(buffer, from)));
      }
    } catch (InterruptedException e) {
      // Only stop() interrupts this thread, and after it nobody waits for a batch.
    } catch (RuntimeException | Error e) {
      ready.add(new Prepared.Failed(e));
    }
  }

  private Batch fill(BatchBuffer buffer, int from) throws InterruptedException {
    int size = Math.min(batchSize, order.length - from);
    for (int i = 0; i < size; i++) {
      // A transform may have swallowed the interrupt.
      if (stopped) {
        throw new InterruptedException();
      }
      int index = order[from + i];
      filler.put(buffer, i, epoch, index, shown[index]++);
    }
    return filler.batch(buffer, size, epoch, from / batchSize);
  }
}
