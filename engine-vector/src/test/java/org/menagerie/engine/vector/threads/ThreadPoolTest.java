package org.menagerie.engine.vector.threads;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicIntegerArray;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(value = 30, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class ThreadPoolTest {
  private static final int PIECES = 5;

  private final List<String> workers = List.of("first", "second", "third");
  private final ThreadPool<String> pool = new ThreadPool<>(workers);
  private final Set<Thread> seen = ConcurrentHashMap.newKeySet();

  @AfterEach
  void close() {
    pool.close();
  }

  @Test
  void doesEveryPieceOnce() {
    AtomicIntegerArray done = new AtomicIntegerArray(PIECES);
    for (int run = 1; run <= 1_000; run++) {
      pool.run(PIECES, (piece, worker) -> done.incrementAndGet(piece));
      for (int b = 0; b < PIECES; b++) {
        assertThat(done.get(b)).as("piece %s", b).isEqualTo(run);
      }
    }
  }

  @Test
  void doesOnlyThePiecesThereAre() {
    AtomicIntegerArray done = new AtomicIntegerArray(PIECES);
    pool.run(2, (piece, worker) -> done.incrementAndGet(piece));
    assertThat(done).hasToString("[1, 1, 0, 0, 0]");
  }

  @Test
  void wakesThreadsThatWentToSleep() {
    for (int run = 0; run < 20; run++) {
      sleepLongerThanThreadsWait();
      trainTogether();
    }
    assertThat(seen).hasSize(workers.size());
  }

  @Test
  void throwsWhatAThreadThrew() {
    Thread caller = Thread.currentThread();
    CountDownLatch everybodyAtWork = new CountDownLatch(workers.size());
    assertThatThrownBy(
            () ->
                pool.run(
                    PIECES,
                    (piece, worker) -> {
                      meet(everybodyAtWork);
                      if (Thread.currentThread() != caller) {
                        throw new IllegalArgumentException("no such layer");
                      }
                    }))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("no such layer");
    trainTogether();
  }

  @Test
  void waitsForThreadsAfterAFailureOfItsOwn() {
    Thread caller = Thread.currentThread();
    CountDownLatch everybodyAtWork = new CountDownLatch(workers.size());
    AtomicIntegerArray done = new AtomicIntegerArray(1);
    assertThatThrownBy(
            () ->
                pool.run(
                    PIECES,
                    (piece, worker) -> {
                      meet(everybodyAtWork);
                      if (Thread.currentThread() == caller) {
                        done.incrementAndGet(0);
                        throw new IllegalStateException("diverged");
                      }
                      sleepLongerThanThreadsWait();
                      done.incrementAndGet(0);
                    }))
        .hasMessage("diverged");
    assertThat(done.get(0)).as("pieces that are done with").isEqualTo(PIECES);
  }

  @Test
  void doesWhatWasDeferredOnce() {
    AtomicIntegerArray done = new AtomicIntegerArray(PIECES);
    for (int run = 1; run <= 1_000; run++) {
      pool.run(PIECES, (piece, worker) -> pool.defer(other -> done.incrementAndGet(piece)));
      pool.finishDeferred();
      for (int b = 0; b < PIECES; b++) {
        assertThat(done.get(b)).as("piece %s", b).isEqualTo(run);
      }
    }
  }

  @Test
  void doesSomethingForEachNumberOnce() {
    AtomicIntegerArray done = new AtomicIntegerArray(PIECES);
    for (int run = 1; run <= 1_000; run++) {
      pool.each(PIECES, done::incrementAndGet);
      for (int i = 0; i < PIECES; i++) {
        assertThat(done.get(i)).as("number %s", i).isEqualTo(run);
      }
    }
    pool.each(0, done::incrementAndGet);
  }

  @Test
  void letsAnIdleWorkerDoWhatWasDeferred() {
    CountDownLatch done = new CountDownLatch(1);
    pool.run(
        PIECES,
        (piece, worker) -> {
          if (piece == 0) {
            pool.defer(
                other -> {
                  assertThat(other).isNotSameAs(worker);
                  done.countDown();
                });
            await(done);
          }
        });
    assertThat(done.getCount()).isZero();
  }

  @Test
  void throwsWhatWasThrownByWorkThatWasDeferred() {
    AtomicIntegerArray done = new AtomicIntegerArray(1);
    assertThatThrownBy(
            () -> {
              pool.run(
                  PIECES,
                  (piece, worker) ->
                      pool.defer(
                          other -> {
                            done.incrementAndGet(0);
                            throw new IllegalStateException("diverged");
                          }));
              pool.finishDeferred();
            })
        .hasMessage("diverged");
    assertThat(done.get(0)).as("pieces that are done with").isEqualTo(PIECES);
    pool.finishDeferred();
    trainTogether();
  }

  @Test
  void drainsWhenTheLastPieceIsBegun() {
    AtomicIntegerArray begun = new AtomicIntegerArray(1);
    pool.run(
        PIECES,
        (piece, worker) -> {
          boolean draining = pool.isDraining();
          if (begun.incrementAndGet(0) < PIECES - 2) {
            assertThat(draining).isFalse();
          }
        });
    assertThat(pool.isDraining()).isTrue();
  }

  @Test
  void neverDrainsForAWorkerOnItsOwn() {
    try (ThreadPool<String> alone = new ThreadPool<>(List.of("only"))) {
      alone.run(PIECES, (piece, worker) -> assertThat(alone.isDraining()).isFalse());
    }
  }

  @Test
  void leavesNoThreadBehind() throws InterruptedException {
    trainTogether();
    pool.close();
    seen.remove(Thread.currentThread());
    assertThat(seen).hasSize(workers.size() - 1);
    for (Thread thread : seen) {
      thread.join(10_000);
      assertThat(thread.isAlive()).isFalse();
    }
  }

  /** A run in which every worker takes a piece before any continues. */
  private void trainTogether() {
    CountDownLatch everybodyAtWork = new CountDownLatch(workers.size());
    pool.run(PIECES, (piece, worker) -> meet(everybodyAtWork));
  }

  private static void sleepLongerThanThreadsWait() {
    try {
      Thread.sleep(2);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private void meet(CountDownLatch others) {
    seen.add(Thread.currentThread());
    others.countDown();
    await(others);
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
