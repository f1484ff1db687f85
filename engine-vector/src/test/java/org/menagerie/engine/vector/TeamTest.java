package org.menagerie.engine.vector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicIntegerArray;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(value = 30, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class TeamTest {
  private static final int BLOCKS = 5;

  private final BlockState[] blocks = new BlockState[BLOCKS];
  private final WorkerState[] workers = {
    new WorkerState(0), new WorkerState(0), new WorkerState(0)
  };
  private final Team team = new Team(workers);
  private final Set<Thread> seen = ConcurrentHashMap.newKeySet();

  TeamTest() {
    for (int b = 0; b < BLOCKS; b++) {
      blocks[b] = new BlockState(b, 0, 0);
    }
  }

  @AfterEach
  void close() {
    team.close();
  }

  @Test
  void doesEveryBlockOnce() {
    AtomicIntegerArray done = new AtomicIntegerArray(BLOCKS);
    for (int run = 1; run <= 1_000; run++) {
      team.run((block, worker) -> done.incrementAndGet(block.index), blocks, BLOCKS);
      for (int b = 0; b < BLOCKS; b++) {
        assertThat(done.get(b)).as("block %s", b).isEqualTo(run);
      }
    }
  }

  @Test
  void doesOnlyTheBlocksThereAre() {
    AtomicIntegerArray done = new AtomicIntegerArray(BLOCKS);
    team.run((block, worker) -> done.incrementAndGet(block.index), blocks, 2);
    assertThat(done).hasToString("[1, 1, 0, 0, 0]");
  }

  @Test
  void wakesHelpersThatWentToSleep() {
    for (int run = 0; run < 20; run++) {
      sleepLongerThanHelpersWait();
      trainTogether();
    }
    assertThat(seen).hasSize(workers.length);
  }

  @Test
  void throwsWhatAHelperThrew() {
    Thread caller = Thread.currentThread();
    CountDownLatch everybodyAtWork = new CountDownLatch(workers.length);
    assertThatThrownBy(
            () ->
                team.run(
                    (block, worker) -> {
                      meet(everybodyAtWork);
                      if (Thread.currentThread() != caller) {
                        throw new IllegalArgumentException("no such layer");
                      }
                    },
                    blocks,
                    BLOCKS))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("no such layer");
    trainTogether();
  }

  @Test
  void waitsForHelpersAfterAFailureOfItsOwn() {
    Thread caller = Thread.currentThread();
    CountDownLatch everybodyAtWork = new CountDownLatch(workers.length);
    AtomicIntegerArray done = new AtomicIntegerArray(1);
    assertThatThrownBy(
            () ->
                team.run(
                    (block, worker) -> {
                      meet(everybodyAtWork);
                      if (Thread.currentThread() == caller) {
                        done.incrementAndGet(0);
                        throw new IllegalStateException("diverged");
                      }
                      sleepLongerThanHelpersWait();
                      done.incrementAndGet(0);
                    },
                    blocks,
                    BLOCKS))
        .hasMessage("diverged");
    assertThat(done.get(0)).as("blocks that are done with").isEqualTo(BLOCKS);
  }

  @Test
  void doesWhatWasPutOffOnce() {
    AtomicIntegerArray done = new AtomicIntegerArray(BLOCKS);
    for (int run = 1; run <= 1_000; run++) {
      team.run(
          (block, worker) -> team.putOff(other -> done.incrementAndGet(block.index)),
          blocks,
          BLOCKS);
      team.finish();
      for (int b = 0; b < BLOCKS; b++) {
        assertThat(done.get(b)).as("piece %s", b).isEqualTo(run);
      }
    }
  }

  @Test
  void doesSomethingForEachNumberOnce() {
    AtomicIntegerArray done = new AtomicIntegerArray(BLOCKS);
    for (int run = 1; run <= 1_000; run++) {
      team.each(BLOCKS, done::incrementAndGet);
      for (int i = 0; i < BLOCKS; i++) {
        assertThat(done.get(i)).as("number %s", i).isEqualTo(run);
      }
    }
    team.each(0, done::incrementAndGet);
  }

  @Test
  void letsAnIdleWorkerDoWhatWasPutOff() {
    CountDownLatch done = new CountDownLatch(1);
    team.run(
        (block, worker) -> {
          if (block.index == 0) {
            team.putOff(
                other -> {
                  assertThat(other).isNotSameAs(worker);
                  done.countDown();
                });
            await(done);
          }
        },
        blocks,
        BLOCKS);
    assertThat(done.getCount()).isZero();
  }

  @Test
  void throwsWhatWasThrownByAPieceThatWasPutOff() {
    AtomicIntegerArray done = new AtomicIntegerArray(1);
    assertThatThrownBy(
            () -> {
              team.run(
                  (block, worker) ->
                      team.putOff(
                          other -> {
                            done.incrementAndGet(0);
                            throw new IllegalStateException("diverged");
                          }),
                  blocks,
                  BLOCKS);
              team.finish();
            })
        .hasMessage("diverged");
    assertThat(done.get(0)).as("pieces that are done with").isEqualTo(BLOCKS);
    team.finish();
    trainTogether();
  }

  @Test
  void runsOutWhenTheLastBlockIsBegun() {
    AtomicIntegerArray begun = new AtomicIntegerArray(1);
    team.run(
        (block, worker) -> {
          boolean runsOut = team.runsOut();
          if (begun.incrementAndGet(0) < BLOCKS - 2) {
            assertThat(runsOut).isFalse();
          }
        },
        blocks,
        BLOCKS);
    assertThat(team.runsOut()).isTrue();
  }

  @Test
  void neverRunsOutOfWorkForAWorkerOnItsOwn() {
    try (Team alone = new Team(new WorkerState[] {new WorkerState(0)})) {
      alone.run((block, worker) -> assertThat(alone.runsOut()).isFalse(), blocks, BLOCKS);
    }
  }

  @Test
  void leavesNoThreadBehind() throws InterruptedException {
    trainTogether();
    team.close();
    seen.remove(Thread.currentThread());
    assertThat(seen).hasSize(workers.length - 1);
    for (Thread helper : seen) {
      helper.join(10_000);
      assertThat(helper.isAlive()).isFalse();
    }
  }

  /** A run in which every worker takes a block before any goes on. */
  private void trainTogether() {
    CountDownLatch everybodyAtWork = new CountDownLatch(workers.length);
    team.run((block, worker) -> meet(everybodyAtWork), blocks, BLOCKS);
  }

  private static void sleepLongerThanHelpersWait() {
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
