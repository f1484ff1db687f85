package org.menagerie.engine.vector.convolution;

import java.util.List;
import org.menagerie.api.network.Padding;
import org.menagerie.api.network.Shape;
import org.menagerie.api.network.Size;
import org.menagerie.engine.vector.kernel.Chunk;
import org.menagerie.engine.vector.kernel.Kernels;
import org.menagerie.engine.vector.kernel.Winograd;
import org.menagerie.engine.vector.memory.Layout;
import org.menagerie.engine.vector.memory.Memory.Plan;
import org.menagerie.engine.vector.memory.Memory.Slot;
import org.menagerie.engine.vector.op.Block;
import org.menagerie.engine.vector.op.Operation;
import org.menagerie.engine.vector.op.Output;
import org.menagerie.engine.vector.op.Profile.Part;
import org.menagerie.engine.vector.op.Rows;
import org.menagerie.engine.vector.op.Source;
import org.menagerie.engine.vector.op.Worker;

/**
 * A convolution of 3x3 in tiles of neighbouring outputs; see {@link Winograd}. Rows are transformed
 * as they arrive, and each serves three rows of the output.
 */
public final class WinogradConvolution implements Operation {
  /**
   * Rows that are processed at once: few enough to stay in the second-level cache, and enough for
   * fetching the sums of the weights' gradients to pay.
   */
  private static final int ROWS = 6;

  /** The least number of tiles processed at once where there are many weights. */
  private static final int FEWEST_TILES = 16;

  /**
   * The least number of pairs of an input and an output channel at which tiles were measured to
   * pay.
   */
  private static final int FEWEST_KERNELS = 64;

  private static final Size ONE = Size.square(1);

  private final Source source;
  private final int rows;
  private final Layout input;
  private final Layout output;
  private final Layout inputGradient;
  private final TiledRows inputRows;
  private final TiledRows gradientRows;
  private final WinogradCorrelation forward;
  private final WinogradCorrelation backward;
  private final WinogradWeightGradient weightGradient;
  private final Bias bias;
  private final List<Chunk> chunks;
  private final int weightAt;
  private final Slot<Worker, Scratch> scratch;

  /**
   * @param source which has to be trained
   * @param geometry one that {@linkplain #fits fits}
   * @param weightAt where the weights begin among the parameters
   * @param biasAt where the biases begin; negative if there are none
   */
  public WinogradConvolution(
      Kernels kernels,
      Source source,
      Geometry geometry,
      int weightAt,
      int biasAt,
      Plan<Worker> workers) {
    this.source = source;
    this.input = Layout.of(geometry.input());
    this.output = Layout.of(geometry.output());
    this.inputGradient = input.singleRow();
    Shape in = geometry.input();
    Shape out = geometry.output();
    int padding = geometry.padding().top();
    this.rows = rows(geometry);
    this.inputRows = new TiledRows(kernels.winograd(), in, padding, out, rows);
    this.gradientRows =
        new TiledRows(kernels.winograd(), out, Winograd.WEIGHTS - 1 - padding, in, rows);
    this.forward = new WinogradCorrelation(kernels, geometry, inputRows, out, false);
    this.backward = new WinogradCorrelation(kernels, geometry, gradientRows, in, true);
    this.weightGradient =
        new WinogradWeightGradient(kernels, geometry, inputRows, gradientRows.row(), rows);
    this.bias = new Bias(kernels, output, biasAt);
    this.chunks = Chunk.even(output.height(), rows);
    this.weightAt = weightAt;
    this.scratch = workers.reserve(Scratch::new);
  }

  private static int rows(Geometry geometry) {
    int tiles = (geometry.output().width() + Winograd.OUTPUTS - 1) / Winograd.OUTPUTS;
    return geometry.hasManyWeights() ? Math.max(ROWS, (FEWEST_TILES + tiles - 1) / tiles) : ROWS;
  }

  private final class Scratch {
    final TiledRows.Window inputs = inputRows.allocate();
    final TiledRows.Window gradients = gradientRows.allocate();
    final WinogradCorrelation.Scratch products = forward.allocateWith(backward);
    final float[] inputGradient = WinogradConvolution.this.inputGradient.allocate();
    final WinogradWeightGradient.Scratch weights = weightGradient.allocate();
    final float[] biasSums = bias.allocate();
  }

  /** Whether such a convolution can work in tiles. */
  public static boolean fits(Geometry geometry) {
    return geometry.kernelHeight() == Winograd.WEIGHTS
        && geometry.kernelWidth() == Winograd.WEIGHTS
        && geometry.stride().equals(ONE)
        && geometry.dilation().equals(ONE)
        && geometry.groups() == 1
        && (geometry.padding().equals(Padding.NONE) || geometry.padding().equals(Padding.of(1)));
  }

  /** Whether it pays as well: the fewer channels share transforms, the more these cost. */
  public static boolean pays(Geometry geometry) {
    return fits(geometry)
        && geometry.input().channels() * geometry.output().channels() >= FEWEST_KERNELS;
  }

  @Override
  public Layout layout() {
    return output;
  }

  @Override
  public void load(float[] parameters) {
    forward.load(parameters, weightAt);
    backward.load(parameters, weightAt);
    bias.load(parameters);
  }

  @Override
  public void forward(Output out, Block block, Worker worker, boolean training, Rows wanted) {
    Scratch own = scratch.of(worker);
    float[] values = out.values(block);
    own.inputs.begin(wanted.first());
    for (int y = wanted.first(); wanted.take(y); y++) {
      own.inputs.makeRoom(1);
      take(block, own.inputs, y, training);
      worker.profile().count(Part.ACTIVATE);
      forward.row(own.inputs, y, values, output, y, own.products);
      bias.add(values, y);
      wanted.done(y);
      worker.profile().count(Part.FORWARD);
    }
  }

  /** Takes the rows of the input that an output row uses. */
  private void take(Block block, TiledRows.Window window, int outputRow, boolean training) {
    while (window.next() <= inputRows.lastRow(outputRow)) {
      source.activate(block, window.next(), window.arrived(), inputRows.row(), 0, training);
      window.add();
    }
  }

  @Override
  public boolean hasParameters() {
    return true;
  }

  @Override
  public void backward(Output out, Block block, Worker worker, Gradients wanted) {
    Scratch own = scratch.of(worker);
    own.inputs.begin(0);
    own.gradients.begin(0);
    int nextInput = 0;
    for (Chunk chunk : chunks) {
      int from = chunk.first();
      int to = chunk.end();
      own.gradients.makeRoom(rows);
      for (int y = from; y < to; y++) {
        gradientRow(out, block, own, y, y - from, wanted);
      }
      worker.profile().count(Part.DIFFERENTIATE);
      if (wanted.ofParameters()) {
        own.inputs.makeRoom(rows);
        take(block, own.inputs, to - 1, true);
        worker.profile().count(Part.REACTIVATE);
        weightGradient.addRows(own.inputs, from, to - from, own.weights);
        worker.profile().count(Part.WEIGHTS);
      }
      if (wanted.ofInput()) {
        while (nextInput < input.height() && gradientRows.lastRow(nextInput) < to) {
          inputRow(block, worker, own, nextInput++);
        }
      }
    }
    if (wanted.ofParameters()) {
      weightGradient.finish(own.weights, block.images(), block.parameterGradients(), weightAt);
      bias.finish(own.biasSums, block);
      worker.profile().count(Part.WEIGHTS);
    }
  }

  private void gradientRow(
      Output out, Block block, Scratch own, int y, int index, Gradients wanted) {
    float[] row = own.gradients.arrived();
    Layout layout = gradientRows.row();
    int at = layout.at(0, 0, 0);
    out.gradient(block, y, row, at, layout.channel());
    if (wanted.ofParameters()) {
      bias.sum(row, at, layout.channel(), own.biasSums);
      weightGradient.put(row, index, own.weights);
    }
    if (wanted.ofInput()) {
      own.gradients.add();
    }
  }

  private void inputRow(Block block, Worker worker, Scratch own, int row) {
    backward.row(own.gradients, row, own.inputGradient, inputGradient, 0, own.products);
    worker.profile().count(Part.INPUT);
    source.activateBackward(block, row, own.inputGradient, inputGradient, 0);
    worker.profile().count(Part.RECEIVE);
  }
}
