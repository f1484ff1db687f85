package org.menagerie.engine.vector;

import java.util.Arrays;
import org.menagerie.api.network.Shape;
import org.menagerie.engine.vector.Profile.Part;
import org.menagerie.engine.vector.kernel.Kernels;

/** The maximum or mean of each window. */
final class Pooling implements Operation {
  private final Kernels kernels;
  private final Kind kind;
  private final int stride;
  private final int padding;
  private final int height;
  private final Layout input;
  private final Layout output;
  private final Layout row;
  private final int[] taps;

  enum Kind {
    MAX(Float.NEGATIVE_INFINITY),
    MEAN(0);

    private final float border;

    Kind(float border) {
      this.border = border;
    }
  }

  /**
   * @param height rows of a window
   * @param width columns of a window
   */
  Pooling(
      Kernels kernels,
      Kind kind,
      Shape input,
      Shape output,
      int height,
      int width,
      int stride,
      int padding) {
    this.kernels = kernels;
    this.kind = kind;
    this.stride = stride;
    this.padding = padding;
    this.height = height;
    this.input = Layout.of(input).padded(padding);
    this.output = Layout.of(output);
    this.row = this.output.singleRow();
    this.taps = new int[height * width];
    for (int t = 0; t < taps.length; t++) {
      taps[t] = t / width * this.input.row() + t % width * Kernels.LANES;
    }
  }

  @Override
  public Layout output() {
    return output;
  }

  @Override
  public void allocate(int unit, WorkerState worker) {
    worker.inputs[unit] = input.allocate();
    Arrays.fill(worker.inputs[unit], kind.border);
    worker.errors[unit] = row.allocate();
    worker.inputErrors[unit] = input.allocate();
  }

  @Override
  public void forward(
      Unit unit, BlockState block, WorkerState worker, boolean training, Rows wanted) {
    float[] in = worker.inputs[unit.index()];
    float[] out = unit.values(block);
    InputRows rows =
        new InputRows(unit.sources().get(0), block, in, input, training, firstRow(wanted.first()));
    for (int y = wanted.first(); wanted.take(y); y++) {
      rows.upTo(lastRow(y));
      worker.profile.count(unit.index(), Part.ACTIVATE);
      for (int c = 0; c < output.channels(); c++) {
        int to = output.at(c, y, 0);
        if (kind == Kind.MAX) {
          kernels.max(in, first(c, y), step(), taps, out, to, output.width());
        } else {
          kernels.mean(in, first(c, y), step(), taps, share(), out, to, output.width());
        }
      }
      wanted.done(y);
      worker.profile.count(unit.index(), Part.FORWARD);
    }
  }

  @Override
  public void backward(Unit unit, BlockState block, WorkerState worker, Gradients wanted) {
    Unit source = unit.sources().get(0);
    if (!source.trained()) {
      return;
    }
    float[] in = worker.inputs[unit.index()];
    float[] errors = worker.errors[unit.index()];
    float[] inputErrors = worker.inputErrors[unit.index()];
    InputRows rows = new InputRows(source, block, in, input, true, 0);
    Arrays.fill(inputErrors, 0);
    int next = 0;
    for (int y = 0; y < output.height(); y++) {
      unit.differentiate(block, y, errors, row.at(0, 0, 0), row.channel());
      worker.profile.count(unit.index(), Part.DIFFERENTIATE);
      if (kind == Kind.MAX) {
        rows.upTo(lastRow(y));
        worker.profile.count(unit.index(), Part.REACTIVATE);
      }
      for (int c = 0; c < output.channels(); c++) {
        spread(in, errors, inputErrors, c, y);
      }
      worker.profile.count(unit.index(), Part.INPUT);
      int complete = y + 1 < output.height() ? (y + 1) * stride - padding : input.height();
      for (; next < complete; next++) {
        source.receive(block, next, inputErrors, input, next);
      }
      worker.profile.count(unit.index(), Part.RECEIVE);
    }
  }

  private void spread(float[] in, float[] errors, float[] inputErrors, int channel, int y) {
    int first = first(channel, y);
    int error = row.at(channel, 0, 0);
    if (kind == Kind.MAX) {
      kernels.unmax(
          in, first, step(), taps, errors, error, inputErrors, first, step(), taps, output.width());
    } else {
      kernels.unmean(errors, error, share(), inputErrors, first, step(), taps, output.width());
    }
  }

  private int firstRow(int y) {
    return Math.max(0, y * stride - padding);
  }

  private int lastRow(int y) {
    return Math.min(input.height() - 1, y * stride - padding + height - 1);
  }

  private int first(int channel, int y) {
    return input.at(channel, y * stride - padding, -padding);
  }

  private int step() {
    return stride * Kernels.LANES;
  }

  private float share() {
    return 1f / taps.length;
  }
}
