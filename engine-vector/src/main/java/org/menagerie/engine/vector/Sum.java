package org.menagerie.engine.vector;

import org.menagerie.engine.vector.kernel.Kernels;

/** A residual's branch and what it is added to. */
final class Sum implements Operation {
  private final Kernels kernels;
  private final Layout output;
  private final Layout row;

  Sum(Kernels kernels, Layout output) {
    this.kernels = kernels;
    this.output = output;
    this.row = output.singleRow();
  }

  @Override
  public Layout output() {
    return output;
  }

  @Override
  public void allocate(int unit, WorkerState worker) {
    worker.inputs[unit] = output.allocate();
    worker.errors[unit] = row.allocate();
  }

  @Override
  public void forward(
      Unit unit, BlockState block, WorkerState worker, boolean training, Rows wanted) {
    float[] in = worker.inputs[unit.index()];
    float[] out = unit.values(block);
    for (int y = wanted.first(); wanted.take(y); y++) {
      unit.sources().get(0).activate(block, y, out, output, y, training);
      unit.sources().get(1).activate(block, y, in, output, y, training);
      for (int c = 0; c < output.channels(); c++) {
        int at = output.at(c, y, 0);
        kernels.add(in, at, out, at, output.width());
      }
      wanted.done(y);
    }
  }

  @Override
  public void backward(Unit unit, BlockState block, WorkerState worker, Gradients wanted) {
    Unit branch = unit.sources().get(0);
    Unit past = unit.sources().get(1);
    float[] errors = worker.errors[unit.index()];
    for (int y = 0; y < output.height(); y++) {
      unit.differentiate(block, y, errors, row.at(0, 0, 0), row.channel());
      if (past.trained()) {
        skip(errors, block.skipped[past.index()], y);
      }
      if (branch.trained()) {
        branch.receive(block, y, errors, row, 0);
      }
    }
  }

  private void skip(float[] errors, float[] skipped, int y) {
    for (int c = 0; c < output.channels(); c++) {
      int from = row.at(c, 0, 0);
      int to = output.at(c, y, 0);
      kernels.add(errors, from, skipped, to, output.width());
    }
  }
}
