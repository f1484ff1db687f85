package org.menagerie.engine.vector.op;

import java.util.Arrays;
import org.menagerie.api.network.Shape;
import org.menagerie.engine.vector.kernel.Kernels;
import org.menagerie.engine.vector.memory.Layout;
import org.menagerie.engine.vector.memory.Memory.Plan;
import org.menagerie.engine.vector.memory.Memory.Slot;
import org.menagerie.engine.vector.op.Profile.Part;

/** The maximum or mean of each window. */
public final class Pooling implements Operation {
  private final Kernels kernels;
  private final Source source;
  private final Kind kind;
  private final int stride;
  private final int padding;
  private final int height;
  private final Layout input;
  private final Layout output;
  private final Layout row;
  private final int[] taps;
  private final Slot<Worker, Scratch> scratch;

  /** The value that stands for a window. */
  public enum Kind {
    MAX(Float.NEGATIVE_INFINITY),
    MEAN(0);

    private final float border;

    Kind(float border) {
      this.border = border;
    }
  }

  /**
   * @param input the source's layout
   * @param height rows of a window
   * @param width columns of a window
   */
  public Pooling(
      Kernels kernels,
      Source source,
      Kind kind,
      Layout input,
      Shape output,
      int height,
      int width,
      int stride,
      int padding,
      Plan<Worker> workers) {
    this.kernels = kernels;
    this.source = source;
    this.kind = kind;
    this.stride = stride;
    this.padding = padding;
    this.height = height;
    this.input = input.padded(padding);
    this.output = Layout.of(output);
    this.row = this.output.singleRow();
    this.taps = new int[height * width];
    for (int t = 0; t < taps.length; t++) {
      taps[t] = t / width * this.input.row() + t % width * Kernels.LANES;
    }
    this.scratch = workers.reserve(Scratch::new);
  }

  private final class Scratch {
    final float[] input = Pooling.this.input.allocate();
    final float[] gradient = row.allocate();
    final float[] inputGradient = Pooling.this.input.allocate();

    Scratch() {
      Arrays.fill(input, kind.border);
    }
  }

  @Override
  public Layout layout() {
    return output;
  }

  @Override
  public void forward(Output out, Block block, Worker worker, boolean training, Rows wanted) {
    float[] in = scratch.of(worker).input;
    float[] values = out.values(block);
    InputRows rows = new InputRows(source, block, in, input, training, firstRow(wanted.first()));
    for (int y = wanted.first(); wanted.take(y); y++) {
      rows.upTo(lastRow(y));
      worker.profile().count(Part.ACTIVATE);
      for (int c = 0; c < output.channels(); c++) {
        int to = output.at(c, y, 0);
        if (kind == Kind.MAX) {
          kernels.maxPool(in, first(c, y), step(), taps, values, to, output.width());
        } else {
          kernels.avgPool(in, first(c, y), step(), taps, share(), values, to, output.width());
        }
      }
      wanted.done(y);
      worker.profile().count(Part.FORWARD);
    }
  }

  @Override
  public void backward(Output out, Block block, Worker worker, Gradients wanted) {
    if (!source.trained()) {
      return;
    }
    Scratch own = scratch.of(worker);
    float[] inputGradient = own.inputGradient;
    InputRows rows = new InputRows(source, block, own.input, input, true, 0);
    Arrays.fill(inputGradient, 0);
    int next = 0;
    for (int y = 0; y < output.height(); y++) {
      out.gradient(block, y, own.gradient, row.at(0, 0, 0), row.channel());
      worker.profile().count(Part.DIFFERENTIATE);
      if (kind == Kind.MAX) {
        rows.upTo(lastRow(y));
        worker.profile().count(Part.REACTIVATE);
      }
      for (int c = 0; c < output.channels(); c++) {
        spread(own.input, own.gradient, inputGradient, c, y);
      }
      worker.profile().count(Part.INPUT);
      int complete = y + 1 < output.height() ? (y + 1) * stride - padding : input.height();
      for (; next < complete; next++) {
        source.activateBackward(block, next, inputGradient, input, next);
      }
      worker.profile().count(Part.RECEIVE);
    }
  }

  /** Adds a row of the gradient to the windows that it belongs to. */
  private void spread(float[] in, float[] gradient, float[] inputGradient, int channel, int y) {
    int first = first(channel, y);
    int from = row.at(channel, 0, 0);
    int width = output.width();
    if (kind == Kind.MAX) {
      kernels.maxPoolBackward(
          in, first, step(), taps, gradient, from, inputGradient, first, step(), taps, width);
    } else {
      kernels.avgPoolBackward(gradient, from, share(), inputGradient, first, step(), taps, width);
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
