package org.menagerie.engine.vector;

import org.menagerie.engine.vector.kernel.Kernels;

/** A map {@code [channels, height, width]} as a vector, where the order of values matters. */
final class Reshape implements Operation {
  private final Layout input;
  private final Layout output;
  private final Layout row;

  Reshape(Layout input) {
    this.input = input;
    this.output = new Layout(input.channels() * input.height() * input.width(), 1, 1, 0, 0, 0);
    this.row = input.singleRow();
  }

  @Override
  public Layout output() {
    return output;
  }

  @Override
  public void allocate(int unit, WorkerState worker) {
    worker.inputs[unit] = input.allocate();
    worker.errors[unit] = output.allocate();
    worker.inputErrors[unit] = row.allocate();
  }

  @Override
  public void forward(
      Unit unit, BlockState block, WorkerState worker, boolean training, Rows wanted) {
    if (!wanted.take(0)) {
      return;
    }
    float[] in = worker.inputs[unit.index()];
    for (int y = 0; y < input.height(); y++) {
      unit.sources().get(0).activate(block, y, in, input, y, training);
      for (int c = 0; c < input.channels(); c++) {
        for (int x = 0; x < input.width(); x++) {
          copy(in, input.at(c, y, x), unit.values(block), output.at(feature(c, y, x), 0, 0));
        }
      }
    }
    wanted.done(0);
  }

  @Override
  public void backward(Unit unit, BlockState block, WorkerState worker, Gradients wanted) {
    Unit source = unit.sources().get(0);
    if (!source.trained()) {
      return;
    }
    float[] errors = worker.errors[unit.index()];
    float[] rowErrors = worker.inputErrors[unit.index()];
    unit.differentiate(block, 0, errors, output.at(0, 0, 0), output.channel());
    for (int y = 0; y < input.height(); y++) {
      for (int c = 0; c < input.channels(); c++) {
        for (int x = 0; x < input.width(); x++) {
          copy(errors, output.at(feature(c, y, x), 0, 0), rowErrors, row.at(c, 0, x));
        }
      }
      source.receive(block, y, rowErrors, row, 0);
    }
  }

  private int feature(int channel, int y, int x) {
    return (channel * input.height() + y) * input.width() + x;
  }

  private static void copy(float[] from, int at, float[] to, int toAt) {
    System.arraycopy(from, at, to, toAt, Kernels.LANES);
  }
}
