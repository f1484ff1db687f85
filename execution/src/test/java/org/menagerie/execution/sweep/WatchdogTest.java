package org.menagerie.execution.sweep;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class WatchdogTest {
  private final AtomicLong now = new AtomicLong();

  @Test
  void waitsFromTheLastTimeSomethingWasHeard() {
    try (Watchdog watchdog = new Watchdog(Duration.ofNanos(100), now::get)) {
      now.set(70);
      watchdog.heard();
      now.set(169);
      assertThat(watchdog.look(() -> {})).isEqualTo(1);
      assertThat(watchdog.hasActed()).isFalse();

      now.set(170);
      assertThat(watchdog.look(() -> {})).isZero();
      assertThat(watchdog.hasActed()).isTrue();
    }
  }

  @Test
  void actsByItself() throws InterruptedException {
    CountDownLatch acted = new CountDownLatch(1);
    try (Watchdog watchdog = new Watchdog(Duration.ofMillis(2), System::nanoTime)) {
      watchdog.watch(acted::countDown);
      assertThat(acted.await(1, TimeUnit.MINUTES)).isTrue();
      assertThat(watchdog.hasActed()).isTrue();
    }
  }
}
