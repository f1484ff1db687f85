package org.menagerie.engine.vector.step;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.menagerie.api.engine.LayerTime;
import org.menagerie.engine.vector.graph.FusedOp;
import org.menagerie.engine.vector.graph.Graph;
import org.menagerie.engine.vector.kernel.Chunk;
import org.menagerie.engine.vector.kernel.Kernels;
import org.menagerie.engine.vector.op.Block;
import org.menagerie.engine.vector.op.Operation.Gradients;
import org.menagerie.engine.vector.op.Profile;
import org.menagerie.engine.vector.op.Worker;
import org.menagerie.engine.vector.threads.ThreadPool;

/** The blocks of a batch, and the threads that work on them. */
final class StageRunner implements AutoCloseable {
  private static final int PARAMETERS_AT_ONCE = 1024;

  private final Graph graph;
  private final int parameters;
  private final List<Chunk> parameterChunks;
  private final List<Worker> workers;
  private final ThreadPool<Worker> pool;
  private final List<Block> blocks = new ArrayList<>();
  private int begun;

  /**
   * @param parameters how many the network has
   */
  StageRunner(Graph graph, int parameters, int threads) {
    this.graph = graph;
    this.parameters = parameters;
    this.parameterChunks = Chunk.even(parameters, PARAMETERS_AT_ONCE);
    this.workers =
        Stream.generate(() -> new Worker(graph.workers(), graph.ops().size()))
            .limit(threads)
            .toList();
    this.pool = new ThreadPool<>(workers);
  }

  /** The work on one block of a batch. */
  @FunctionalInterface
  interface Work {
    void on(Block block, Worker worker);
  }

  /**
   * Starts a batch: there are blocks for all its images, and operations know the parameters.
   *
   * @param images how many
   */
  void begin(int images, float[] values) {
    begun = (images + Kernels.LANES - 1) / Kernels.LANES;
    while (blocks.size() < begun) {
      blocks.add(new Block(graph.blocks(), blocks.size(), parameters));
    }
    batch().forEach(block -> block.begin(images));
    pool.each(graph.ops().size(), op -> graph.ops().get(op).operation().load(values));
  }

  /** The blocks of the current batch. */
  List<Block> batch() {
    return blocks.subList(0, begun);
  }

  /** Does the work of some operations on every block. */
  void run(List<FusedOp> ops, Work work) {
    pool.run(
        begun,
        (number, worker) -> {
          Block block = blocks.get(number);
          ops.forEach(op -> op.lend(worker, block));
          work.on(block, worker);
        });
  }

  /** Computes the values of an operation for a block, within {@link #run}. */
  void forward(FusedOp op, Block block, Worker worker, boolean training) {
    op.clearSums(block);
    new SharedRows(op, block, training, pool).compute(worker);
  }

  /** Goes back through an operation, within {@link #run}. */
  void backward(FusedOp op, Block block, Worker worker) {
    if (op.operation().hasParameters() && pool.isDraining()) {
      pool.defer(other -> op.backward(block, other, Gradients.PARAMETERS));
      op.backward(block, worker, Gradients.INPUT);
    } else {
      op.backward(block, worker, Gradients.ALL);
    }
  }

  /** Waits for all deferred work. */
  void finishDeferred() {
    pool.finishDeferred();
  }

  /** Adds the gradients of all blocks, in their order, to {@code gradients}. */
  void addParameterGradients(float[] gradients) {
    pool.each(parameterChunks.size(), i -> add(parameterChunks.get(i), gradients));
  }

  private void add(Chunk some, float[] gradients) {
    for (Block block : batch()) {
      float[] own = block.parameterGradients();
      for (int i = some.first(); i < some.end(); i++) {
        gradients[i] += own[i];
      }
    }
  }

  /** The times of each operation in a step, counted while it runs. */
  List<LayerTime> profile(Runnable step) {
    List<Profile> profiles = workers.stream().map(Worker::profile).toList();
    profiles.forEach(Profile::begin);
    try {
      step.run();
    } finally {
      profiles.forEach(Profile::end);
    }
    return graph.ops().stream()
        .filter(op -> !op.layers().isEmpty())
        .map(op -> Profile.time(op.index(), op.layers(), profiles))
        .toList();
  }

  @Override
  public void close() {
    pool.close();
  }
}
