package org.menagerie.engine.vector.op;

import org.menagerie.engine.vector.kernel.Kernels;
import org.menagerie.engine.vector.memory.Layout;
import org.menagerie.engine.vector.memory.Memory.Plan;
import org.menagerie.engine.vector.memory.Memory.Slot;

/** A map {@code [channels, height, width]} as a vector, for what needs it in that order. */
public final class Flatten implements Operation {
  private final Source source;
  private final Layout input;
  private final Layout output;
  private final Layout inputRow;
  private final Slot<Worker, Scratch> scratch;

  /**
   * @param input the source's layout
   */
  public Flatten(Source source, Layout input, Plan<Worker> workers) {
    this.source = source;
    this.input = input;
    this.output = new Layout(input.channels() * input.height() * input.width(), 1, 1, 0, 0, 0);
    this.inputRow = input.singleRow();
    this.scratch = workers.reserve(Scratch::new);
  }

  private final class Scratch {
    final float[] input = Flatten.this.input.allocate();
    final float[] gradient = output.allocate();
    final float[] inputGradient = inputRow.allocate();
  }

  @Override
  public Layout layout() {
    return output;
  }

  @Override
  public void forward(Output out, Block block, Worker worker, boolean training, Rows wanted) {
    if (!wanted.take(0)) {
      return;
    }
    float[] in = scratch.of(worker).input;
    float[] values = out.values(block);
    for (int y = 0; y < input.height(); y++) {
      source.activate(block, y, in, input, y, training);
      for (int c = 0; c < input.channels(); c++) {
        for (int x = 0; x < input.width(); x++) {
          copy(in, input.at(c, y, x), values, output.at(feature(c, y, x), 0, 0));
        }
      }
    }
    wanted.done(0);
  }

  @Override
  public void backward(Output out, Block block, Worker worker, Gradients wanted) {
    if (!source.trained()) {
      return;
    }
    float[] gradient = scratch.of(worker).gradient;
    float[] inputGradient = scratch.of(worker).inputGradient;
    out.gradient(block, 0, gradient, output.at(0, 0, 0), output.channel());
    for (int y = 0; y < input.height(); y++) {
      for (int c = 0; c < input.channels(); c++) {
        for (int x = 0; x < input.width(); x++) {
          int from = output.at(feature(c, y, x), 0, 0);
          copy(gradient, from, inputGradient, inputRow.at(c, 0, x));
        }
      }
      source.activateBackward(block, y, inputGradient, inputRow, 0);
    }
  }

  private int feature(int channel, int y, int x) {
    return (channel * input.height() + y) * input.width() + x;
  }

  private static void copy(float[] from, int at, float[] to, int toAt) {
    System.arraycopy(from, at, to, toAt, Kernels.LANES);
  }
}
