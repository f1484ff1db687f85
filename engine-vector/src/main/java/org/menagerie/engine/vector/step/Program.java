package org.menagerie.engine.vector.step;

import java.util.List;
import java.util.Map;
import org.menagerie.api.engine.Batch;
import org.menagerie.api.engine.LayerTime;
import org.menagerie.api.recipe.Loss;
import org.menagerie.engine.support.BatchLoss;
import org.menagerie.engine.vector.graph.BatchNormalization;
import org.menagerie.engine.vector.graph.FusedOp;
import org.menagerie.engine.vector.graph.Graph;
import org.menagerie.engine.vector.op.Block;
import org.menagerie.engine.vector.op.ImageInput;
import org.menagerie.engine.vector.op.Worker;

/** The passes over a network, forward and backward, stage by stage. */
public final class Program implements AutoCloseable {
  private final Graph graph;
  private final List<Stage> stages;
  private final Loss loss;
  private final Logits logits;
  private final StageRunner runner;
  private final int parameters;

  /**
   * @param parameters how many the network has
   * @param loss of one image
   */
  public Program(Graph graph, int parameters, Loss loss, int threads) {
    this.graph = graph;
    this.parameters = parameters;
    this.loss = loss;
    this.stages = Stage.cut(graph.ops());
    this.logits = new Logits(graph.last(), loss, graph.workers());
    this.runner = new StageRunner(graph, parameters, threads);
  }

  /**
   * The result of a forward and backward pass.
   *
   * @param loss the mean over the batch
   * @param logits image by image
   * @param gradients of all parameters
   */
  @SuppressWarnings("ArrayRecordComponent") // Arrays for speed; nobody compares or hashes these.
  public record Gradients(double loss, float[] logits, float[] gradients) {}

  /** The network's normalizations by the index of their layer. */
  public Map<String, BatchNormalization> normalizations() {
    return graph.normalizations();
  }

  /** The times of each operation in a step, counted while it runs. */
  public List<LayerTime> profile(Runnable step) {
    return runner.profile(step);
  }

  /** Logits in evaluation mode. */
  public float[] evaluate(Batch batch, float[] values) {
    runner.begin(batch.size(), values);
    normalizations().values().forEach(norm -> norm.useRunningStatistics(values));
    float[] all = new float[batch.size() * logits.classes()];
    runner.run(
        graph.ops(),
        (block, worker) -> {
          readImages(batch, block);
          forward(graph.ops(), block, worker, false);
          logits.read(block, worker, false, all);
        });
    runner.finishDeferred();
    return all;
  }

  /**
   * Loss, logits and gradients in training mode; moves the running statistics.
   *
   * @param seed of dropout
   */
  public Gradients differentiate(Batch batch, float[] values, long seed) {
    runner.begin(batch.size(), values);
    float[] all = new float[batch.size() * logits.classes()];
    double[] losses = new double[runner.batch().size()];
    float[] gradients = new float[parameters];
    forward(batch, values, seed);
    double divisor = BatchLoss.divisor(loss, batch);
    turn(batch, divisor, seed, all, losses);
    backward(batch.size(), values, gradients);
    double total = 0;
    for (double ofBlock : losses) {
      total += ofBlock;
    }
    return new Gradients(total / divisor, all, gradients);
  }

  /** Forward through all stages except the last. */
  private void forward(Batch batch, float[] values, long seed) {
    for (int i = 0; i < stages.size() - 1; i++) {
      Stage stage = stages.get(i);
      boolean first = i == 0;
      runner.run(
          stage.ops(),
          (block, worker) -> {
            if (first) {
              begin(batch, seed, block);
            }
            forward(stage.ops(), block, worker, true);
            stage.end().reduceSums(block);
          });
      normalization(stage).useBatchStatistics(runner.batch(), batch.size(), values);
    }
  }

  /** Forward and backward through the last stage. */
  private void turn(Batch batch, double divisor, long seed, float[] all, double[] losses) {
    int last = stages.size() - 1;
    Stage stage = stages.get(last);
    runner.run(
        stage.ops(),
        (block, worker) -> {
          if (last == 0) {
            begin(batch, seed, block);
          }
          forward(stage.ops(), block, worker, true);
          logits.read(block, worker, true, all);
          graph.ops().forEach(op -> op.clearBypassGradients(block));
          losses[block.index()] = logits.backward(batch, divisor, block, worker, all);
          backward(last, block, worker);
        });
  }

  /** Backward through all stages except the last, and the sum over blocks. */
  private void backward(int images, float[] values, float[] gradients) {
    for (int i = stages.size() - 2; i >= 0; i--) {
      int number = i;
      Stage stage = stages.get(i);
      normalization(stage).backward(runner.batch(), images, values, gradients);
      runner.run(stage.ops(), (block, worker) -> backward(number, block, worker));
    }
    runner.finishDeferred();
    runner.addParameterGradients(gradients);
  }

  private void begin(Batch batch, long seed, Block block) {
    block.seed(seed);
    readImages(batch, block);
  }

  private void readImages(Batch batch, Block block) {
    FusedOp images = graph.ops().get(0);
    ((ImageInput) images.operation()).read(batch, block, images.values(block));
  }

  private void forward(List<FusedOp> ops, Block block, Worker worker, boolean training) {
    for (FusedOp op : ops) {
      runner.forward(op, block, worker, training);
    }
  }

  private void backward(int number, Block block, Worker worker) {
    List<FusedOp> ops = stages.get(number).ops();
    for (int i = ops.size() - 1; i >= 0; i--) {
      ops.get(i).sources().forEach(source -> source.clearSums(block));
      runner.backward(ops.get(i), block, worker);
    }
    if (number > 0) {
      stages.get(number - 1).end().reduceSums(block);
    }
  }

  private static BatchNormalization normalization(Stage stage) {
    return stage.end().normalization().orElseThrow();
  }

  @Override
  public void close() {
    runner.close();
  }
}
