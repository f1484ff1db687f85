package org.menagerie.engine.vector.op;

import org.menagerie.engine.vector.kernel.Kernels;
import org.menagerie.engine.vector.memory.Layout;
import org.menagerie.engine.vector.memory.Memory.Plan;
import org.menagerie.engine.vector.memory.Memory.Slot;

/** A function of each value, one float after the other, the same on every machine. */
public final class Elementwise implements Operation {
  private final Source source;
  private final Function function;
  private final Layout layout;
  private final Layout row;
  private final Slot<Worker, Scratch> scratch;

  /** A function of one value and its derivative. */
  public interface Function {
    /** The function that changes nothing. */
    Function IDENTITY =
        new Function() {
          @Override
          public double of(double x) {
            return x;
          }

          @Override
          public double derivative(double x) {
            return 1;
          }
        };

    double of(double x);

    double derivative(double x);
  }

  /**
   * @param layout of the source, and of the result
   */
  public Elementwise(Source source, Function function, Layout layout, Plan<Worker> workers) {
    this.source = source;
    this.function = function;
    this.layout = Layout.of(layout);
    this.row = layout.singleRow();
    this.scratch = workers.reserve(Scratch::new);
  }

  private final class Scratch {
    final float[] input = layout.allocate();
    final float[] gradient = row.allocate();
  }

  @Override
  public Layout layout() {
    return layout;
  }

  @Override
  public void forward(Output out, Block block, Worker worker, boolean training, Rows wanted) {
    float[] values = out.values(block);
    for (int y = wanted.first(); wanted.take(y); y++) {
      source.activate(block, y, values, layout, y, training);
      for (int c = 0; c < layout.channels(); c++) {
        int at = layout.at(c, y, 0);
        for (int i = at; i < at + layout.width() * Kernels.LANES; i++) {
          values[i] = (float) function.of(values[i]);
        }
      }
      wanted.done(y);
    }
  }

  @Override
  public void backward(Output out, Block block, Worker worker, Gradients wanted) {
    if (!source.trained()) {
      return;
    }
    float[] in = scratch.of(worker).input;
    float[] gradient = scratch.of(worker).gradient;
    for (int y = 0; y < layout.height(); y++) {
      source.activate(block, y, in, layout, y, true);
      out.gradient(block, y, gradient, row.at(0, 0, 0), row.channel());
      for (int c = 0; c < layout.channels(); c++) {
        int input = layout.at(c, y, 0);
        int at = row.at(c, 0, 0);
        for (int i = 0; i < layout.width() * Kernels.LANES; i++) {
          gradient[at + i] *= (float) function.derivative(in[input + i]);
        }
      }
      source.activateBackward(block, y, gradient, row, 0);
    }
  }
}
