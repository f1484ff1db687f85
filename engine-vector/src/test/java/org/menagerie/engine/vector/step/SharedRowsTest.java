package org.menagerie.engine.vector.step;

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
import org.menagerie.engine.vector.graph.BatchNormalization;
import org.menagerie.engine.vector.graph.FusedOp;
import org.menagerie.engine.vector.graph.Pointwise;
import org.menagerie.engine.vector.kernel.Kernels;
import org.menagerie.engine.vector.kernel.ScalarKernels;
import org.menagerie.engine.vector.memory.Layout;
import org.menagerie.engine.vector.memory.Memory.Plan;
import org.menagerie.engine.vector.op.Block;
import org.menagerie.engine.vector.op.Operation;
import org.menagerie.engine.vector.op.Output;
import org.menagerie.engine.vector.op.Rows;
import org.menagerie.engine.vector.op.Worker;
import org.menagerie.engine.vector.threads.ThreadPool;

@Timeout(value = 30, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class SharedRowsTest {
  private static final Layout LAYOUT = Layout.of(Shape.image(2, 9, 3));

  private final Plan<Block> blockPlan = new Plan<>();
  private final Plan<Worker> workerPlan = new Plan<>();
  private final List<Worker> workers =
      List.of(new Worker(workerPlan, 2), new Worker(workerPlan, 2));
  private final ThreadPool<Worker> pool = new ThreadPool<>(workers);
  private final Map<Integer, Worker> computedBy =
      Collections.synchronizedMap(new LinkedHashMap<>());

  @AfterEach
  void close() {
    pool.close();
  }

  @Test
  void givesAWorkerOnItsOwnAllRowsInOrder() {
    try (ThreadPool<Worker> alone = new ThreadPool<>(workers.subList(0, 1))) {
      FusedOp op = op(new Squares());
      Block block = block(0);
      alone.run(1, (piece, worker) -> compute(op, block, worker, alone));
    }
    assertThat(computedBy.keySet()).containsExactly(0, 1, 2, 3, 4, 5, 6, 7, 8);
    assertThat(computedBy.values()).containsOnly(workers.get(0));
  }

  @Test
  void letsAnIdleWorkerComputeRowsFromTheBottom() {
    FusedOp expected = op(new Squares());
    FusedOp shared = op(new WaitingForAGuest());
    Block block = block(0);
    try (ThreadPool<Worker> alone = new ThreadPool<>(workers.subList(0, 1))) {
      compute(expected, block, workers.get(0), alone);
    }
    computedBy.clear();

    pool.run(2, (piece, worker) -> shareFirst(shared, piece, block, worker));

    Worker owner = computedBy.get(0);
    Worker guest = computedBy.get(LAYOUT.height() - 1);
    assertThat(computedBy).hasSize(LAYOUT.height());
    assertThat(guest).isNotSameAs(owner);
    assertThat(shared.values(block)).isEqualTo(expected.values(block));
    assertThat(sums(shared, block)).as("sums").isEqualTo(sums(expected, block));
  }

  private static float[] sums(FusedOp op, Block block) {
    return op.normalization().orElseThrow().sums().running(block);
  }

  @Test
  void doesNotWaitForAGuestThatFailed() {
    FusedOp op = op(new FailingAsAGuest());
    Block block = block(0);
    assertThatThrownBy(() -> pool.run(2, (piece, worker) -> shareFirst(op, piece, block, worker)))
        .hasMessage("diverged");
  }

  /** The first piece when the second has been begun, so that its worker has time. */
  private void shareFirst(FusedOp op, int piece, Block block, Worker worker) {
    if (piece == 0) {
      while (!pool.isDraining()) {
        Thread.onSpinWait();
      }
      compute(op, block, worker, pool);
    }
  }

  private static void compute(FusedOp op, Block block, Worker worker, ThreadPool<Worker> pool) {
    new SharedRows(op, block, true, pool).compute(worker);
  }

  /** To be made when all operations are. */
  private Block block(int index) {
    return new Block(blockPlan, index, 0);
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private FusedOp op(Operation operation) {
    BatchNormalization normalization =
        new BatchNormalization(new BatchNorm(1e-5, 0.1), 2, 27, 0, 2, blockPlan);
    return new FusedOp(
        new FusedOp.Place(0, List.of("0"), List.of(), false, false, true),
        new ScalarKernels(),
        operation,
        new Pointwise(false, Optional.of(normalization), false, 0),
        blockPlan,
        workerPlan);
  }

  /** Gives numbers the sums of which depend on their order. */
  private class Squares implements Operation {
    @Override
    public Layout layout() {
      return LAYOUT;
    }

    @Override
    public void forward(Output out, Block block, Worker worker, boolean training, Rows wanted) {
      for (int y = wanted.first(); wanted.take(y); y++) {
        for (int c = 0; c < LAYOUT.channels(); c++) {
          for (int i = 0; i < LAYOUT.width() * Kernels.LANES; i++) {
            out.values(block)[LAYOUT.at(c, y, 0) + i] = 1e6f / (y * y + c + i + 1);
          }
        }
        assertThat(computedBy.put(y, worker)).as("who computed row %s before", y).isNull();
        computed(y);
        wanted.done(y);
      }
    }

    void computed(int row) {}

    @Override
    public void backward(Output out, Block block, Worker worker, Gradients wanted) {}
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
