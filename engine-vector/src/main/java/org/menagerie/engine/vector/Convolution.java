package org.menagerie.engine.vector;

import java.util.Arrays;
import java.util.List;
import org.menagerie.engine.vector.Blocks.Piece;
import org.menagerie.engine.vector.Profile.Part;
import org.menagerie.engine.vector.kernel.Kernels;

/** A convolution or linear layer. */
final class Convolution implements Operation {
  /** Rows of the gradient that are taken at once: few enough to stay in the first-level cache. */
  private static final int ROWS = 3;

  private final Geometry geometry;
  private final Layout input;
  private final Layout output;
  private final Layout errors;
  private final Layout inputErrors;
  private final Correlation forward;
  private final Correlation backward;
  private final WeightGradient weightGradient;
  private final int weightAt;
  private final Bias bias;
  private final List<Piece> pieces;
  private final boolean toInput;

  /**
   * @param weightAt where the weights begin among the parameters
   * @param biasAt where the biases begin; negative if there are none
   * @param toInput whether anything before it is trained
   */
  Convolution(Kernels kernels, Geometry geometry, int weightAt, int biasAt, boolean toInput) {
    this.geometry = geometry;
    this.input = Layout.of(geometry.input()).padded(geometry.padding());
    this.output = Layout.of(geometry.output());
    this.errors = Correlation.gradientLayout(geometry);
    this.inputErrors = Layout.of(geometry.input()).singleRow();
    this.forward = Correlation.forward(kernels, geometry, input);
    this.backward = Correlation.backward(kernels, geometry);
    this.weightGradient = new WeightGradient(kernels, geometry, input, errors, ROWS);
    this.pieces = Blocks.even(output.height(), ROWS);
    this.weightAt = weightAt;
    this.bias = new Bias(kernels, output, biasAt);
    this.toInput = toInput;
  }

  @Override
  public Layout output() {
    return output;
  }

  @Override
  public void allocate(int unit, WorkerState worker) {
    worker.inputs[unit] = input.allocate();
    worker.errors[unit] = errors.allocate();
    worker.inputErrors[unit] = inputErrors.allocate();
    worker.weightSums[unit] = weightGradient.allocate();
    worker.biasSums[unit] = bias.allocate();
  }

  @Override
  public void load(float[] values) {
    bias.load(values);
    forward.load(values, weightAt);
    if (toInput) {
      backward.load(values, weightAt);
    }
  }

  @Override
  public void forward(
      Unit unit, BlockState block, WorkerState worker, boolean training, Rows wanted) {
    float[] in = worker.inputs[unit.index()];
    float[] out = unit.values(block);
    InputRows rows =
        new InputRows(
            unit.sources().get(0), block, in, input, training, forward.firstRow(wanted.first()));
    for (int y = wanted.first(); wanted.take(y); y++) {
      rows.upTo(forward.lastRow(y));
      worker.profile.count(unit.index(), Part.ACTIVATE);
      forward.row(in, y, out, output.at(0, y, 0), output.channel());
      bias.add(out, y);
      wanted.done(y);
      worker.profile.count(unit.index(), Part.FORWARD);
    }
  }

  @Override
  public boolean hasParameters() {
    return true;
  }

  @Override
  public void backward(Unit unit, BlockState block, WorkerState worker, Gradients wanted) {
    if (wanted == Gradients.OF_INPUT && !toInput) {
      return;
    }
    Unit source = unit.sources().get(0);
    float[] in = worker.inputs[unit.index()];
    float[] error = worker.errors[unit.index()];
    InputRows rows = new InputRows(source, block, in, input, true, 0);
    int nextInput = 0;
    for (Piece piece : pieces) {
      int from = piece.first();
      int to = from + piece.size();
      for (int y = from; y < to; y++) {
        differentiateRow(unit, block, worker, y, wanted);
      }
      worker.profile.count(unit.index(), Part.DIFFERENTIATE);
      if (wanted.ofParameters()) {
        rows.upTo(forward.lastRow(to - 1));
        worker.profile.count(unit.index(), Part.REACTIVATE);
        weightGradient.addRows(error, in, from, to, worker.weightSums[unit.index()]);
        worker.profile.count(unit.index(), Part.WEIGHTS);
      }
      if (toInput && wanted.ofInput()) {
        int complete = to * geometry.stride() - 1;
        while (nextInput < input.height()
            && (to == output.height() || backward.lastRow(nextInput) <= complete)) {
          inputRow(source, unit.index(), block, worker, nextInput++);
        }
      }
    }
    if (wanted.ofParameters()) {
      weightGradient.finish(
          worker.weightSums[unit.index()], block.images, block.parameterGradients, weightAt);
      bias.finish(worker.biasSums[unit.index()], block);
      worker.profile.count(unit.index(), Part.WEIGHTS);
    }
  }

  private void differentiateRow(
      Unit unit, BlockState block, WorkerState worker, int y, Gradients wanted) {
    float[] error = worker.errors[unit.index()];
    int stride = geometry.stride();
    int at = errors.at(0, y * stride, 0);
    unit.differentiate(block, y, error, at, errors.channel());
    if (wanted.ofParameters()) {
      bias.sum(error, at, errors.channel(), worker.biasSums[unit.index()]);
    }
    if (stride > 1) {
      for (int k = 0; k < output.channels(); k++) {
        spread(error, at + k * errors.channel(), stride);
      }
    }
  }

  /** Moves neighbouring values apart and puts zeros between them. */
  private void spread(float[] error, int at, int stride) {
    for (int x = output.width() - 1; x > 0; x--) {
      System.arraycopy(
          error, at + x * Kernels.LANES, error, at + x * stride * Kernels.LANES, Kernels.LANES);
      Arrays.fill(
          error, at + ((x - 1) * stride + 1) * Kernels.LANES, at + x * stride * Kernels.LANES, 0);
    }
  }

  private void inputRow(Unit source, int unit, BlockState block, WorkerState worker, int row) {
    float[] rowErrors = worker.inputErrors[unit];
    backward.row(
        worker.errors[unit], row, rowErrors, inputErrors.at(0, 0, 0), inputErrors.channel());
    worker.profile.count(unit, Part.INPUT);
    source.receive(block, row, rowErrors, inputErrors, 0);
    worker.profile.count(unit, Part.RECEIVE);
  }
}
