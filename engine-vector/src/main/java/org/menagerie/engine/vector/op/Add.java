package org.menagerie.engine.vector.op;

import org.menagerie.engine.vector.kernel.Kernels;
import org.menagerie.engine.vector.memory.Layout;
import org.menagerie.engine.vector.memory.Memory.Plan;
import org.menagerie.engine.vector.memory.Memory.Slot;

/** The sum of a residual's branch and of what bypasses it. */
public final class Add implements Operation {
  private final Kernels kernels;
  private final Source branch;
  private final Source bypass;
  private final Layout layout;
  private final Layout row;
  private final Slot<Worker, Scratch> scratch;

  /**
   * @param layout of both sources
   */
  public Add(Kernels kernels, Source branch, Source bypass, Layout layout, Plan<Worker> workers) {
    this.kernels = kernels;
    this.branch = branch;
    this.bypass = bypass;
    this.layout = layout;
    this.row = layout.singleRow();
    this.scratch = workers.reserve(Scratch::new);
  }

  private final class Scratch {
    final float[] bypassed = layout.allocate();
    final float[] gradient = row.allocate();
  }

  @Override
  public Layout layout() {
    return layout;
  }

  @Override
  public void forward(Output out, Block block, Worker worker, boolean training, Rows wanted) {
    float[] bypassed = scratch.of(worker).bypassed;
    float[] values = out.values(block);
    for (int y = wanted.first(); wanted.take(y); y++) {
      branch.activate(block, y, values, layout, y, training);
      bypass.activate(block, y, bypassed, layout, y, training);
      for (int c = 0; c < layout.channels(); c++) {
        int at = layout.at(c, y, 0);
        kernels.add(bypassed, at, values, at, layout.width());
      }
      wanted.done(y);
    }
  }

  @Override
  public void backward(Output out, Block block, Worker worker, Gradients wanted) {
    float[] gradient = scratch.of(worker).gradient;
    for (int y = 0; y < layout.height(); y++) {
      out.gradient(block, y, gradient, row.at(0, 0, 0), row.channel());
      if (bypass.trained()) {
        bypass.addBypassGradient(block, y, gradient, row);
      }
      if (branch.trained()) {
        branch.activateBackward(block, y, gradient, row, 0);
      }
    }
  }
}
