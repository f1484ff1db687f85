package org.menagerie.engine.vector;

import java.util.List;
import org.menagerie.api.network.Shape;
import org.menagerie.engine.vector.Blocks.Piece;
import org.menagerie.engine.vector.Profile.Part;
import org.menagerie.engine.vector.kernel.Kernels;
import org.menagerie.engine.vector.kernel.Winograd;

/**
 * A convolution of 3x3 in tiles of neighbouring outputs; see {@link Winograd}. Rows are transformed
 * as they arrive, and each serves three rows of the output.
 */
final class WinogradConvolution implements Operation {
  /**
   * Rows that are taken at once: few enough to stay in the second-level cache, and enough to be
   * worth fetching the sums of the weights' gradients.
   */
  private static final int ROWS = 6;

  /** Pairs of an input and an output channel from which on tiles were measured to pay. */
  private static final int FEWEST_KERNELS = 64;

  private final Layout input;
  private final Layout output;
  private final Layout inputErrors;
  private final TiledRows inputRows;
  private final TiledRows errorRows;
  private final WinogradCorrelation forward;
  private final WinogradCorrelation backward;
  private final WinogradWeightGradient weightGradient;
  private final Bias bias;
  private final List<Piece> pieces;
  private final int weightAt;

  /**
   * @param weightAt where the weights begin among the parameters
   * @param biasAt where the biases begin; negative if there are none
   */
  WinogradConvolution(Kernels kernels, Geometry geometry, int weightAt, int biasAt) {
    this.input = Layout.of(geometry.input());
    this.output = Layout.of(geometry.output());
    this.inputErrors = input.singleRow();
    Shape in = geometry.input();
    Shape out = geometry.output();
    int padding = geometry.padding();
    this.inputRows = new TiledRows(kernels.winograd(), in, padding, out, ROWS);
    this.errorRows =
        new TiledRows(kernels.winograd(), out, Winograd.WEIGHTS - 1 - padding, in, ROWS);
    this.forward = new WinogradCorrelation(kernels, geometry, inputRows, out, false);
    this.backward = new WinogradCorrelation(kernels, geometry, errorRows, in, true);
    this.weightGradient =
        new WinogradWeightGradient(kernels, geometry, inputRows, errorRows.row(), ROWS);
    this.bias = new Bias(kernels, output, biasAt);
    this.pieces = Blocks.even(output.height(), ROWS);
    this.weightAt = weightAt;
  }

  /** Whether it is for such a convolution. */
  static boolean fits(Geometry geometry) {
    return geometry.kernelHeight() == Winograd.WEIGHTS
        && geometry.kernelWidth() == Winograd.WEIGHTS
        && geometry.stride() == 1
        && geometry.dilation() == 1
        && geometry.groups() == 1
        && geometry.padding() <= 1;
  }

  /** Whether it pays as well: transforms cost the more the fewer channels share them. */
  static boolean pays(Geometry geometry) {
    return fits(geometry)
        && geometry.input().channels() * geometry.output().channels() >= FEWEST_KERNELS;
  }

  @Override
  public Layout output() {
    return output;
  }

  @Override
  public void allocate(int unit, WorkerState worker) {
    worker.winograd[unit] =
        new WinogradRoom(
            inputRows.allocate(),
            errorRows.allocate(),
            weightGradient.allocateErrorMaps(),
            longer(forward.allocateProducts(), backward.allocateProducts()),
            longer(forward.allocateEdge(), backward.allocateEdge()),
            weightGradient.allocateWeights());
    worker.inputErrors[unit] = inputErrors.allocate();
    worker.weightSums[unit] = weightGradient.allocateSums();
    worker.biasSums[unit] = bias.allocate();
  }

  private static float[] longer(float[] a, float[] b) {
    return a.length > b.length ? a : b;
  }

  @Override
  public void load(float[] values) {
    forward.load(values, weightAt);
    backward.load(values, weightAt);
    bias.load(values);
  }

  @Override
  public void forward(
      Unit unit, BlockState block, WorkerState worker, boolean training, Rows wanted) {
    WinogradRoom room = worker.winograd[unit.index()];
    float[] out = unit.values(block);
    Unit source = unit.sources().get(0);
    room.inputs().begin(wanted.first());
    for (int y = wanted.first(); wanted.take(y); y++) {
      room.inputs().makeRoom(1);
      take(source, block, room.inputs(), y, training);
      worker.profile.count(unit.index(), Part.ACTIVATE);
      forward.row(room.inputs(), y, out, output, y, room);
      bias.add(out, y);
      wanted.done(y);
      worker.profile.count(unit.index(), Part.FORWARD);
    }
  }

  /** Takes the rows of the input that an output row sees. */
  private void take(
      Unit source, BlockState block, TiledRows.Window window, int outputRow, boolean training) {
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
  public void backward(Unit unit, BlockState block, WorkerState worker, Gradients wanted) {
    WinogradRoom room = worker.winograd[unit.index()];
    Unit source = unit.sources().get(0);
    float[] sums = worker.weightSums[unit.index()];
    room.inputs().begin(0);
    room.gradients().begin(0);
    int nextError = 0;
    for (Piece rows : pieces) {
      int from = rows.first();
      int to = from + rows.size();
      room.gradients().makeRoom(ROWS);
      for (int y = from; y < to; y++) {
        differentiateRow(unit, block, worker, y, y - from, wanted);
      }
      worker.profile.count(unit.index(), Part.DIFFERENTIATE);
      if (wanted.ofParameters()) {
        room.inputs().makeRoom(ROWS);
        take(source, block, room.inputs(), to - 1, true);
        worker.profile.count(unit.index(), Part.REACTIVATE);
        weightGradient.addRows(room.errors(), room.inputs(), from, to - from, sums);
        worker.profile.count(unit.index(), Part.WEIGHTS);
      }
      if (wanted.ofInput()) {
        while (nextError < input.height() && errorRows.lastRow(nextError) < to) {
          inputRow(source, unit.index(), block, worker, nextError++);
        }
      }
    }
    if (wanted.ofParameters()) {
      weightGradient.finish(sums, block.images, block.parameterGradients, weightAt, room.weights());
      bias.finish(worker.biasSums[unit.index()], block);
      worker.profile.count(unit.index(), Part.WEIGHTS);
    }
  }

  private void differentiateRow(
      Unit unit, BlockState block, WorkerState worker, int y, int index, Gradients wanted) {
    WinogradRoom room = worker.winograd[unit.index()];
    float[] row = room.gradients().arrived();
    Layout layout = errorRows.row();
    int at = layout.at(0, 0, 0);
    unit.differentiate(block, y, row, at, layout.channel());
    if (wanted.ofParameters()) {
      bias.sum(row, at, layout.channel(), worker.biasSums[unit.index()]);
      weightGradient.put(row, index, room.errors());
    }
    if (wanted.ofInput()) {
      room.gradients().add();
    }
  }

  private void inputRow(Unit source, int unit, BlockState block, WorkerState worker, int row) {
    WinogradRoom room = worker.winograd[unit];
    float[] errors = worker.inputErrors[unit];
    backward.row(room.gradients(), row, errors, inputErrors, 0, room);
    worker.profile.count(unit, Part.INPUT);
    source.receive(block, row, errors, inputErrors, 0);
    worker.profile.count(unit, Part.RECEIVE);
  }
}
