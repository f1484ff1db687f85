package org.menagerie.execution.sweep;

import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/** Acts when nothing has been heard for too long. */
final class Watchdog implements AutoCloseable {
  private final Duration timeout;
  private final LongSupplier nanoTime;
  private final ExecutorService looks;
  private volatile long lastHeard;
  private volatile boolean acted;

  Watchdog(Duration timeout, LongSupplier nanoTime) {
    this.timeout = timeout;
    this.nanoTime = nanoTime;
    this.lastHeard = nanoTime.getAsLong();
    this.looks =
        Executors.newSingleThreadExecutor(
            task -> {
              Thread thread = new Thread(task, "watchdog");
              thread.setDaemon(true);
              return thread;
            });
  }

  Duration timeout() {
    return timeout;
  }

  void heard() {
    lastHeard = nanoTime.getAsLong();
  }

  boolean hasActed() {
    return acted;
  }

  /** Starts to check whenever the time may be up. */
  void watch(Runnable onSilence) {
    looks.execute(() -> keepLooking(onSilence));
  }

  private void keepLooking(Runnable onSilence) {
    try {
      for (long left = look(onSilence); left > 0; left = look(onSilence)) {
        TimeUnit.NANOSECONDS.sleep(left);
      }
    } catch (InterruptedException e) {
      // Closed: there is nothing to watch any more.
      return;
    }
  }

  /** Acts if the time is up; the nanoseconds until it may be. */
  long look(Runnable onSilence) {
    long left = timeout.toNanos() - (nanoTime.getAsLong() - lastHeard);
    if (left <= 0) {
      acted = true;
      onSilence.run();
    }
    return left;
  }

  @Override
  public void close() {
    looks.shutdownNow();
  }
}
