package org.menagerie.engine.vector;

import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** A thread that does what it is given, one piece of work after the other. */
final class Helper implements AutoCloseable {
  /** Longer than what lies between two steps: to wake a thread takes about 50 µs. */
  private static final long AWAKE_NANOS = 200_000;

  private final Thread thread = new Thread(this::serve, "vector-engine");
  private final AtomicReference<@Nullable Runnable> given = new AtomicReference<>();

  Helper() {
    thread.setDaemon(true);
    thread.start();
  }

  /** Gives it work, instead of what it was given before if it has not begun that yet. */
  void give(Runnable work) {
    given.set(work);
    wake();
  }

  /** To be called when something has happened that it may {@link #await}. */
  void wake() {
    LockSupport.unpark(thread);
  }

  /**
   * Waits until something has happened, which whoever makes it happen follows by unparking this
   * thread. Stages are short, so it stays awake for a moment: to sleep and be woken at each of them
   * took 5 to 15 % of a training step. An interrupt does not end it.
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
      await(() -> given.get() != null || thread.isInterrupted());
      Runnable work = given.getAndSet(null);
      if (work == null) {
        return;
      }
      work.run();
    }
  }

  /** Ends the thread when it has nothing more to do. */
  @Override
  public void close() {
    thread.interrupt();
  }
}
