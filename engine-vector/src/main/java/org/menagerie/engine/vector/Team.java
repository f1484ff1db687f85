package org.menagerie.engine.vector;

import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.IntConsumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Threads that share the blocks of a batch, and, whenever one of them would have to wait for the
 * others, what was put off. Which of them does what makes no difference to the result.
 */
final class Team implements AutoCloseable {
  private final WorkerState[] workers;
  private final List<Helper> helpers;
  private final Queue<Consumer<WorkerState>> later = new ConcurrentLinkedQueue<>();
  private final AtomicInteger unfinishedLater = new AtomicInteger();
  private final AtomicInteger untaken = new AtomicInteger();
  private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();
  private volatile Thread caller = Thread.currentThread();
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
    boolean up = !upwards;
    upwards = up;
    AtomicIntegerArray taken = new AtomicIntegerArray(count);
    AtomicInteger unfinished = new AtomicInteger(count);
    untaken.set(count);
    together(
        worker -> {
          int first = worker * count / workers.length;
          int last = (worker + 1) * count / workers.length - 1;
          for (int i = 0; i < count; i++) {
            int block = up ? (first + i) % count : (last - i + count) % count;
            if (taken.compareAndSet(block, 0, 1)) {
              untaken.decrementAndGet();
              attempt(() -> work.on(blocks[block], workers[worker]), unfinished);
            }
          }
        },
        () -> unfinished.get() == 0);
  }

  /** Does something for each number below {@code count}, in any order. */
  void each(int count, IntConsumer work) {
    AtomicInteger next = new AtomicInteger();
    AtomicInteger unfinished = new AtomicInteger(count);
    together(
        worker -> {
          int taken = next.getAndIncrement();
          while (taken < count) {
            int number = taken;
            attempt(() -> work.accept(number), unfinished);
            taken = next.getAndIncrement();
          }
        },
        () -> unfinished.get() == 0);
  }

  /**
   * Whether all blocks of the run have been begun, so that none of the workers will take another
   * one and some are about to wait.
   */
  boolean runsOut() {
    return !helpers.isEmpty() && untaken.get() == 0;
  }

  /** Leaves a piece of work to whoever has nothing else to do, until {@link #finish}. */
  void putOff(Consumer<WorkerState> piece) {
    unfinishedLater.incrementAndGet();
    later.add(piece);
    wake();
  }

  /** Does what was put off and not done yet. */
  void finish() {
    if (!nothingPutOff() || failure.get() != null) {
      together(worker -> {}, this::nothingPutOff);
    }
  }

  /** Says that the work of a run has failed, which the run is to throw. */
  void fail(Throwable thrown) {
    failure.compareAndSet(null, thrown);
  }

  /** Lets each worker do its share, and then what was put off, until all is over. */
  private void together(IntConsumer share, BooleanSupplier over) {
    caller = Thread.currentThread();
    for (int i = 1; i < workers.length; i++) {
      int worker = i;
      helpers
          .get(i - 1)
          .give(
              () -> {
                share.accept(worker);
                fill(worker, over);
              });
    }
    share.accept(0);
    fill(0, over);
    if (failure.get() != null) {
      fill(0, this::nothingPutOff);
      throwFailure();
    }
  }

  private void throwFailure() {
    Throwable thrown = failure.getAndSet(null);
    if (thrown instanceof Error e) {
      throw e;
    }
    if (thrown instanceof RuntimeException e) {
      throw e;
    }
  }

  private void fill(int worker, BooleanSupplier over) {
    while (!over.getAsBoolean()) {
      Consumer<WorkerState> piece = later.poll();
      if (piece == null) {
        Helper.await(() -> over.getAsBoolean() || !later.isEmpty());
      } else {
        attempt(() -> piece.accept(workers[worker]), unfinishedLater);
      }
    }
  }

  private boolean nothingPutOff() {
    return unfinishedLater.get() == 0;
  }

  private void attempt(Runnable work, AtomicInteger left) {
    try {
      work.run();
    } catch (RuntimeException | Error e) {
      fail(e);
    } finally {
      if (left.decrementAndGet() == 0) {
        wake();
      }
    }
  }

  /** Something has happened that a waiting worker may be waiting for. */
  void wake() {
    LockSupport.unpark(caller);
    helpers.forEach(Helper::wake);
  }

  @Override
  public void close() {
    helpers.forEach(Helper::close);
  }
}
