package org.menagerie.engine.vector;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Threads that share the blocks of a batch. Which of them takes a block makes no difference to the
 * result.
 */
final class Team implements AutoCloseable {
  private final WorkerState[] workers;
  private final ExecutorService helpers;

  /** What is done with a block. */
  @FunctionalInterface
  interface Work {
    void on(BlockState block, WorkerState worker);
  }

  Team(WorkerState[] workers) {
    this.workers = workers;
    this.helpers =
        Executors.newFixedThreadPool(
            Math.max(1, workers.length - 1),
            task -> {
              Thread thread = new Thread(task, "vector-engine");
              thread.setDaemon(true);
              return thread;
            });
  }

  /** Does the work on the first {@code count} blocks. */
  void run(Work work, BlockState[] blocks, int count) {
    int others = Math.min(workers.length, count) - 1;
    AtomicInteger next = new AtomicInteger();
    CountDownLatch running = new CountDownLatch(Math.max(0, others));
    AtomicReference<Throwable> failure = new AtomicReference<>();
    for (int i = 1; i <= others; i++) {
      WorkerState worker = workers[i];
      helpers.execute(
          () -> {
            try {
              take(work, blocks, count, next, worker);
            } catch (RuntimeException | Error e) {
              failure.set(e);
            } finally {
              running.countDown();
            }
          });
    }
    take(work, blocks, count, next, workers[0]);
    await(running);
    if (failure.get() instanceof Error e) {
      throw e;
    }
    if (failure.get() instanceof RuntimeException e) {
      throw e;
    }
  }

  private static void take(
      Work work, BlockState[] blocks, int count, AtomicInteger next, WorkerState worker) {
    for (int i = next.getAndIncrement(); i < count; i = next.getAndIncrement()) {
      work.on(blocks[i], worker);
    }
  }

  private static void await(CountDownLatch running) {
    try {
      running.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while training", e);
    }
  }

  @Override
  public void close() {
    helpers.shutdownNow();
  }
}
