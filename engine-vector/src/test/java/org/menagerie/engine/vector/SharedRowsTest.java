package org.menagerie.engine.vector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.menagerie.api.network.BatchNorm;
import org.menagerie.api.network.Shape;
import org.menagerie.engine.vector.kernel.Kernels;
import org.menagerie.engine.vector.kernel.ScalarKernels;

@Timeout(value = 30, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class SharedRowsTest {
  private static final Layout LAYOUT = Layout.of(Shape.image(2, 9, 3));

  private final WorkerState[] workers = {new WorkerState(1), new WorkerState(1)};
  private final Team team = new Team(workers);
  private final BlockState[] blocks = {new BlockState(0, 1, 0), new BlockState(1, 1, 0)};
  private final Map<Integer, WorkerState> computedBy =
      Collections.synchronizedMap(new LinkedHashMap<>());

  @AfterEach
  void close() {
    team.close();
  }

  @Test
  void givesAWorkerOnItsOwnAllRowsInOrder() {
    try (Team alone = new Team(new WorkerState[] {workers[0]})) {
      Unit unit = unit(new Squares());
      alone.run((block, worker) -> compute(unit, block, worker, alone), blocks, 1);
    }
    assertThat(computedBy.keySet()).containsExactly(0, 1, 2, 3, 4, 5, 6, 7, 8);
    assertThat(computedBy.values()).containsOnly(workers[0]);
  }

  @Test
  void letsAnIdleWorkerComputeRowsFromTheBottom() {
    try (Team alone = new Team(new WorkerState[] {workers[0]})) {
      compute(unit(new Squares()), blocks[1], workers[0], alone);
    }
    computedBy.clear();

    Unit unit = unit(new WaitingForAGuest());
    team.run((block, worker) -> shareFirst(unit, block, worker), blocks, 2);

    WorkerState owner = computedBy.get(0);
    WorkerState guest = computedBy.get(LAYOUT.height() - 1);
    assertThat(computedBy).hasSize(LAYOUT.height());
    assertThat(guest).isNotSameAs(owner);
    assertThat(blocks[0].values[0]).isEqualTo(blocks[1].values[0]);
    assertThat(blocks[0].sums[0]).as("sums").isEqualTo(blocks[1].sums[0]);
  }

  @Test
  void doesNotWaitForAGuestThatFailed() {
    Unit unit = unit(new FailingAsAGuest());
    assertThatThrownBy(
            () -> team.run((block, worker) -> shareFirst(unit, block, worker), blocks, 2))
        .hasMessage("diverged");
  }

  /** The first block when the second has been begun, so that its worker has time. */
  private void shareFirst(Unit unit, BlockState block, WorkerState worker) {
    if (block.index == 0) {
      while (!team.runsOut()) {
        Thread.onSpinWait();
      }
      compute(unit, block, worker, team);
    }
  }

  private static void compute(Unit unit, BlockState block, WorkerState worker, Team team) {
    unit.allocate(block);
    new SharedRows(unit, block, true, team).compute(worker);
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Unit unit(Operation operation) {
    Normalization normalization = new Normalization(new BatchNorm(1e-5, 0.1), 2, 27, 0, 2);
    return new Unit(
        0,
        List.of("0"),
        new ScalarKernels(),
        operation,
        new Pointwise(false, Optional.of(normalization), false, 0),
        List.of());
  }

  /** Gives numbers the sums of which depend on their order. */
  private class Squares implements Operation {
    @Override
    public Layout output() {
      return LAYOUT;
    }

    @Override
    public void allocate(int unit, WorkerState worker) {}

    @Override
    public void forward(
        Unit unit, BlockState block, WorkerState worker, boolean training, Rows wanted) {
      for (int y = wanted.first(); wanted.take(y); y++) {
        for (int c = 0; c < LAYOUT.channels(); c++) {
          for (int i = 0; i < LAYOUT.width() * Kernels.LANES; i++) {
            unit.values(block)[LAYOUT.at(c, y, 0) + i] = 1e6f / (y * y + c + i + 1);
          }
        }
        assertThat(computedBy.put(y, worker)).as("who computed row %s before", y).isNull();
        computed(y);
        wanted.done(y);
      }
    }

    void computed(int row) {}

    @Override
    public void backward(Unit unit, BlockState block, WorkerState worker, Gradients wanted) {}
  }

  /** Whoever is at the second row waits until somebody has done the last one. */
  private final class WaitingForAGuest extends Squares {
    private final CountDownLatch last = new CountDownLatch(1);

    @Override
    void computed(int row) {
      if (row == LAYOUT.height() - 1) {
        last.countDown();
      }
      if (row == 1) {
        await(last);
      }
    }
  }

  /** Fails at the last row, which the worker of the block waits for. */
  private final class FailingAsAGuest extends Squares {
    private final CountDownLatch last = new CountDownLatch(1);

    @Override
    void computed(int row) {
      if (row == LAYOUT.height() - 1) {
        last.countDown();
        throw new IllegalStateException("diverged");
      }
      if (row == 1) {
        await(last);
      }
    }
  }
}
