package org.menagerie.engine.vector.threads;

import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** A thread that runs what it is given, one task after the other. */
final class PoolThread implements AutoCloseable {
  /** Longer than the gap between two steps: waking a thread takes about 50 µs. */
  private static final long AWAKE_NANOS = 200_000;

  private final Thread thread = new Thread(this::serve, "vector-engine");
  private final AtomicReference<@Nullable Runnable> task = new AtomicReference<>();

  PoolThread() {
    thread.setDaemon(true);
    thread.start();
  }

  /** Gives it a task, in place of an earlier one that it has not started yet. */
  void submit(Runnable next) {
    task.set(next);
    wake();
  }

  /** Makes it check again what it {@linkplain #await waits for}. */
  void wake() {
    LockSupport.unpark(thread);
  }

  /**
   * Waits until something has happened; the thread that makes it happen unparks this one
   * afterwards. Stages are short, so the thread stays awake for a moment: sleeping and waking at
   * each of them took 5 to 15 % of a training step. An interrupt does not end the wait.
   */
  static void await(BooleanSupplier happened) {
    long end = System.nanoTime() + AWAKE_NANOS;
    while (!happened.getAsBoolean()) {
      if (System.nanoTime() < end) {
        Thread.onSpinWait();
      } else {
        LockSupport.park();
      }
    }
  }

  private void serve() {
    while (true) {
      await(() -> task.get() != null || thread.isInterrupted());
      Runnable work = task.getAndSet(null);
      if (work == null) {
        return;
      }
      work.run();
    }
  }

  /** Ends the thread as soon as it has nothing to do. */
  @Override
  public void close() {
    thread.interrupt();
  }
}
