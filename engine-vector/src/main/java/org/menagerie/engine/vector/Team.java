package org.menagerie.engine.vector;

import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

/**
 * Threads that share the blocks of a batch. Which of them takes a block makes no difference to the
 * result.
 */
final class Team implements AutoCloseable {
  private final WorkerState[] workers;
  private final List<Helper> helpers;
  private boolean upwards;

  /** What is done with a block. */
  @FunctionalInterface
  interface Work {
    void on(BlockState block, WorkerState worker);
  }

  Team(WorkerState[] workers) {
    this.workers = workers;
    this.helpers = Stream.generate(Helper::new).limit(workers.length - 1L).toList();
  }

  /**
   * Does the work on the first {@code count} blocks. Each worker begins with blocks of its own, in
   * turns upwards and downwards, so that it first meets the one that it has left last and that may
   * still be in its cache; who is done early helps the others.
   */
  void run(Work work, BlockState[] blocks, int count) {
    upwards = !upwards;
    int active = Math.min(workers.length, count);
    AtomicIntegerArray taken = new AtomicIntegerArray(count);
    AtomicInteger running = new AtomicInteger(active - 1);
    AtomicReference<Throwable> failure = new AtomicReference<>();
    Thread caller = Thread.currentThread();
    for (int i = 1; i < active; i++) {
      int worker = i;
      helpers
          .get(i - 1)
          .give(
              () -> {
                try {
                  take(work, blocks, taken, worker, active);
                } catch (RuntimeException | Error e) {
                  failure.set(e);
                } finally {
                  running.decrementAndGet();
                  LockSupport.unpark(caller);
                }
              });
    }
    try {
      take(work, blocks, taken, 0, active);
    } finally {
      Helper.await(() -> running.get() == 0);
    }
    if (failure.get() instanceof Error e) {
      throw e;
    }
    if (failure.get() instanceof RuntimeException e) {
      throw e;
    }
  }

  private void take(
      Work work, BlockState[] blocks, AtomicIntegerArray taken, int worker, int active) {
    int count = taken.length();
    int first = worker * count / active;
    int last = (worker + 1) * count / active - 1;
    for (int i = 0; i < count; i++) {
      int block = upwards ? (first + i) % count : (last - i + count) % count;
      if (taken.compareAndSet(block, 0, 1)) {
        work.on(blocks[block], workers[worker]);
      }
    }
  }

  @Override
  public void close() {
    helpers.forEach(Helper::close);
  }
}
