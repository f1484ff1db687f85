package org.menagerie.engine.vector.threads;

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
 * Threads that share numbered pieces of work, and, whenever one of them would have to wait for the
 * others, work that was deferred. The result does not depend on which of them does what. The
 * calling thread is one of them.
 *
 * @param <W> what each thread has to itself
 */
public final class ThreadPool<W> implements AutoCloseable {
  private final List<W> workers;
  private final List<PoolThread> threads;
  private final Queue<Consumer<W>> deferred = new ConcurrentLinkedQueue<>();
  private final AtomicInteger unfinishedDeferred = new AtomicInteger();
  private final AtomicInteger untaken = new AtomicInteger();
  private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();
  private volatile Thread caller = Thread.currentThread();
  private boolean upwards;

  /**
   * The work on one piece.
   *
   * @param <W> what each thread has to itself
   */
  @FunctionalInterface
  public interface Work<W> {
    /** Does the piece of that number. */
    void on(int piece, W worker);
  }

  /**
   * @param workers one per thread; the first belongs to the calling thread
   */
  public ThreadPool(List<W> workers) {
    this.workers = List.copyOf(workers);
    this.threads = Stream.generate(PoolThread::new).limit(workers.size() - 1L).toList();
  }

  /**
   * Does the work on pieces 0 to {@code count - 1}. Each worker starts with its own pieces,
   * alternately upwards and downwards, so that it first meets the one that it left last and that
   * may still be in its cache; workers that finish early help the others.
   *
   * @throws RuntimeException or an {@link Error}: the first that a piece of work threw, once all
   *     are done with
   */
  public void run(int count, Work<W> work) {
    boolean up = !upwards;
    upwards = up;
    AtomicIntegerArray taken = new AtomicIntegerArray(count);
    AtomicInteger unfinished = new AtomicInteger(count);
    untaken.set(count);
    together(
        worker -> {
          W own = workers.get(worker);
          int first = worker * count / workers.size();
          int last = (worker + 1) * count / workers.size() - 1;
          for (int i = 0; i < count; i++) {
            int piece = up ? (first + i) % count : (last - i + count) % count;
            if (taken.compareAndSet(piece, 0, 1)) {
              untaken.decrementAndGet();
              attempt(() -> work.on(piece, own), unfinished);
            }
          }
        },
        () -> unfinished.get() == 0);
  }

  /** Does something for each number below {@code count}, in any order. */
  public void each(int count, IntConsumer work) {
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
   * Whether all pieces of the run have been started, so that no worker will take another one and
   * some are about to wait.
   */
  public boolean isDraining() {
    return !threads.isEmpty() && untaken.get() == 0;
  }

  /**
   * Defers work until a worker has nothing else to do, at the latest until {@link #finishDeferred}.
   */
  public void defer(Consumer<W> work) {
    unfinishedDeferred.incrementAndGet();
    deferred.add(work);
    wake();
  }

  /** Does deferred work that has not been done yet. */
  public void finishDeferred() {
    if (!nothingDeferred() || failure.get() != null) {
      together(worker -> {}, this::nothingDeferred);
    }
  }

  /** Records that the work of a run has failed, for the run to throw. */
  public void fail(Throwable thrown) {
    failure.compareAndSet(null, thrown);
  }

  /** Runs each worker's share, and then deferred work, until everything is done. */
  private void together(IntConsumer share, BooleanSupplier over) {
    caller = Thread.currentThread();
    for (int i = 1; i < workers.size(); i++) {
      int worker = i;
      threads
          .get(i - 1)
          .submit(
              () -> {
                share.accept(worker);
                workUntil(worker, over);
              });
    }
    share.accept(0);
    workUntil(0, over);
    if (failure.get() != null) {
      workUntil(0, this::nothingDeferred);
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

  private void workUntil(int worker, BooleanSupplier over) {
    while (!over.getAsBoolean()) {
      Consumer<W> work = deferred.poll();
      if (work == null) {
        await(() -> over.getAsBoolean() || !deferred.isEmpty());
      } else {
        attempt(() -> work.accept(workers.get(worker)), unfinishedDeferred);
      }
    }
  }

  private boolean nothingDeferred() {
    return unfinishedDeferred.get() == 0;
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

  /** Waits in a worker until something has happened; {@link #wake} has to follow it. */
  public static void await(BooleanSupplier happened) {
    PoolThread.await(happened);
  }

  /**
   * Wakes all workers after something has happened that one of them may {@linkplain #await await}.
   */
  public void wake() {
    LockSupport.unpark(caller);
    threads.forEach(PoolThread::wake);
  }

  @Override
  public void close() {
    threads.forEach(PoolThread::close);
  }
}
