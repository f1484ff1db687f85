package org.menagerie.engine.vector.convolution;

import java.util.Arrays;
import java.util.List;
import org.menagerie.engine.vector.kernel.Chunk;
import org.menagerie.engine.vector.kernel.Kernels;
import org.menagerie.engine.vector.memory.Layout;
import org.menagerie.engine.vector.memory.Memory.Plan;
import org.menagerie.engine.vector.memory.Memory.Slot;
import org.menagerie.engine.vector.op.Block;
import org.menagerie.engine.vector.op.InputRows;
import org.menagerie.engine.vector.op.Operation;
import org.menagerie.engine.vector.op.Output;
import org.menagerie.engine.vector.op.Profile.Part;
import org.menagerie.engine.vector.op.Rows;
import org.menagerie.engine.vector.op.Source;
import org.menagerie.engine.vector.op.Worker;

/** A convolution or linear layer. */
public final class Convolution implements Operation {
  /**
   * Rows of the gradient that are processed at once: few enough to stay in the first-level cache.
   */
  private static final int ROWS = 3;

  /** The least number of columns processed at once where there are many weights. */
  private static final int FEWEST_COLUMNS = 64;

  private final Source source;
  private final Geometry geometry;
  private final Layout input;
  private final Layout output;
  private final Layout gradient;
  private final Layout inputGradient;
  private final Correlation forward;
  private final InputGradient backward;
  private final WeightGradient weightGradient;
  private final int weightAt;
  private final Bias bias;
  private final List<Chunk> chunks;
  private final Slot<Worker, Scratch> scratch;

  /**
   * @param weightAt where the weights begin among the parameters
   * @param biasAt where the biases begin; negative if there are none
   */
  public Convolution(
      Kernels kernels,
      Source source,
      Geometry geometry,
      int weightAt,
      int biasAt,
      Plan<Worker> workers) {
    this.source = source;
    this.geometry = geometry;
    this.input = geometry.paddedInput();
    this.output = Layout.of(geometry.output());
    this.gradient = Correlation.gradientLayout(geometry);
    this.inputGradient = Layout.of(geometry.input()).singleRow();
    this.forward = Correlation.forward(kernels, geometry, input);
    this.backward = Correlation.backward(kernels, geometry);
    int rows = rows(geometry);
    this.weightGradient = new WeightGradient(kernels, geometry, input, gradient, rows);
    this.chunks = Chunk.even(output.height(), rows);
    this.weightAt = weightAt;
    this.bias = new Bias(kernels, output, biasAt);
    this.scratch = workers.reserve(Scratch::new);
  }

  private static int rows(Geometry geometry) {
    int width = geometry.output().width();
    return geometry.hasManyWeights() ? Math.max(ROWS, (FEWEST_COLUMNS + width - 1) / width) : ROWS;
  }

  private final class Scratch {
    final float[] input = Convolution.this.input.allocate();
    final float[] gradient = Convolution.this.gradient.allocate();
    final float[] inputGradient = Convolution.this.inputGradient.allocate();
    final float[] weightSums = weightGradient.allocate();
    final float[] columns = backward.allocate();
    final float[] biasSums = bias.allocate();
  }

  @Override
  public Layout layout() {
    return output;
  }

  @Override
  public void load(float[] parameters) {
    bias.load(parameters);
    forward.load(parameters, weightAt);
    if (source.trained()) {
      backward.load(parameters, weightAt);
    }
  }

  @Override
  public void forward(Output out, Block block, Worker worker, boolean training, Rows wanted) {
    float[] in = scratch.of(worker).input;
    float[] values = out.values(block);
    InputRows rows =
        new InputRows(source, block, in, input, training, forward.firstRow(wanted.first()));
    for (int y = wanted.first(); wanted.take(y); y++) {
      rows.upTo(forward.lastRow(y));
      worker.profile().count(Part.ACTIVATE);
      forward.row(in, y, values, output.at(0, y, 0), output.channel());
      bias.add(values, y);
      wanted.done(y);
      worker.profile().count(Part.FORWARD);
    }
  }

  @Override
  public boolean hasParameters() {
    return true;
  }

  @Override
  public void backward(Output out, Block block, Worker worker, Gradients wanted) {
    boolean toInput = source.trained() && wanted.ofInput();
    if (!toInput && !wanted.ofParameters()) {
      return;
    }
    Scratch own = scratch.of(worker);
    InputRows rows = new InputRows(source, block, own.input, input, true, 0);
    int nextInput = 0;
    for (Chunk chunk : chunks) {
      int from = chunk.first();
      int to = chunk.end();
      for (int y = from; y < to; y++) {
        gradientRow(out, block, own, y, wanted);
      }
      worker.profile().count(Part.DIFFERENTIATE);
      if (wanted.ofParameters()) {
        rows.upTo(forward.lastRow(to - 1));
        worker.profile().count(Part.REACTIVATE);
        weightGradient.addRows(own.gradient, own.input, from, to, own.weightSums);
        worker.profile().count(Part.WEIGHTS);
      }
      if (toInput) {
        int complete = to * geometry.stride().height() - 1;
        while (nextInput < input.height()
            && (to == output.height() || backward.lastRow(nextInput) <= complete)) {
          inputRow(block, worker, own, nextInput++);
        }
      }
    }
    if (wanted.ofParameters()) {
      weightGradient.finish(own.weightSums, block.images(), block.parameterGradients(), weightAt);
      bias.finish(own.biasSums, block);
      worker.profile().count(Part.WEIGHTS);
    }
  }

  private void gradientRow(Output out, Block block, Scratch own, int y, Gradients wanted) {
    int stride = geometry.stride().width();
    int at = gradient.at(0, y * geometry.stride().height(), 0);
    out.gradient(block, y, own.gradient, at, gradient.channel());
    if (wanted.ofParameters()) {
      bias.sum(own.gradient, at, gradient.channel(), own.biasSums);
    }
    if (stride > 1) {
      for (int k = 0; k < output.channels(); k++) {
        spread(own.gradient, at + k * gradient.channel(), stride);
      }
    }
  }

  /** Spreads neighbouring values and puts zeros between them. */
  private void spread(float[] values, int at, int stride) {
    for (int x = output.width() - 1; x > 0; x--) {
      System.arraycopy(
          values, at + x * Kernels.LANES, values, at + x * stride * Kernels.LANES, Kernels.LANES);
      Arrays.fill(
          values, at + ((x - 1) * stride + 1) * Kernels.LANES, at + x * stride * Kernels.LANES, 0);
    }
  }

  private void inputRow(Block block, Worker worker, Scratch own, int row) {
    int at = inputGradient.at(0, 0, 0);
    backward.row(own.gradient, row, own.inputGradient, at, inputGradient.channel(), own.columns);
    worker.profile().count(Part.INPUT);
    source.activateBackward(block, row, own.inputGradient, inputGradient, 0);
    worker.profile().count(Part.RECEIVE);
  }
}
