package org.menagerie.engine.vector.op;

import java.util.Arrays;
import org.menagerie.api.network.Padding;
import org.menagerie.api.network.Size;
import org.menagerie.engine.vector.kernel.Kernels;
import org.menagerie.engine.vector.memory.Layout;
import org.menagerie.engine.vector.memory.Memory.Plan;
import org.menagerie.engine.vector.memory.Memory.Slot;
import org.menagerie.engine.vector.op.Profile.Part;

/** The maximum or mean of each window. */
public final class Pooling implements Operation {
  private final Kernels kernels;
  private final Source source;
  private final Windows windows;
  private final Layout input;
  private final Layout output;
  private final Layout row;
  private final int[] taps;
  private final boolean equalShares;
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
   * What the windows are.
   *
   * @param countPadding whether the zeros of the padding count in a mean
   */
  public record Windows(
      Kind kind, Size kernel, Size stride, Padding padding, boolean countPadding) {

    /** Windows side by side, on the map alone. */
    public static Windows of(Kind kind, Size kernel) {
      return new Windows(kind, kernel, kernel, Padding.NONE, true);
    }

    int top(int row) {
      return row * stride.height() - padding.top();
    }

    int left(int column) {
      return column * stride.width() - padding.left();
    }

    /** Rows of a window that count, in a map of so many. */
    int rows(int row, int height) {
      int border = countPadding ? padding.top() : 0;
      int end = countPadding ? padding.bottom() : 0;
      return Math.min(top(row) + kernel.height(), height + end) - Math.max(top(row), -border);
    }

    /** Columns of a window that count, likewise. */
    int columns(int column, int width) {
      int border = countPadding ? padding.left() : 0;
      int end = countPadding ? padding.right() : 0;
      return Math.min(left(column) + kernel.width(), width + end) - Math.max(left(column), -border);
    }
  }

  /**
   * @param input the source's layout
   * @param output the layout of its values
   */
  public Pooling(
      Kernels kernels,
      Source source,
      Windows windows,
      Layout input,
      Layout output,
      Plan<Worker> workers) {
    this.kernels = kernels;
    this.source = source;
    this.windows = windows;
    this.output = output;
    this.row = output.singleRow();
    Size kernel = windows.kernel();
    // The last window may reach beyond the padding.
    int bottom = windows.top(output.height() - 1) + kernel.height() - input.height();
    int right = windows.left(output.width() - 1) + kernel.width() - input.width();
    this.input =
        new Layout(
            input.channels(),
            input.height(),
            input.width(),
            Math.max(windows.padding().top(), windows.padding().left()),
            Math.max(windows.padding().bottom(), bottom),
            Math.max(windows.padding().right(), right));
    this.taps = new int[kernel.height() * kernel.width()];
    for (int t = 0; t < taps.length; t++) {
      taps[t] = t / kernel.width() * this.input.row() + t % kernel.width() * Kernels.LANES;
    }
    this.equalShares = windows.kind() == Kind.MAX || haveEqualShares();
    this.scratch = workers.reserve(Scratch::new);
  }

  private boolean haveEqualShares() {
    boolean equal = true;
    for (int y = 0; y < output.height(); y++) {
      equal &= windows.rows(y, input.height()) == windows.kernel().height();
    }
    for (int x = 0; x < output.width(); x++) {
      equal &= windows.columns(x, input.width()) == windows.kernel().width();
    }
    return equal;
  }

  private final class Scratch {
    final float[] input = Pooling.this.input.allocate();
    final float[] gradient = row.allocate();
    final float[] inputGradient = Pooling.this.input.allocate();

    Scratch() {
      Arrays.fill(input, windows.kind().border);
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
        if (windows.kind() == Kind.MAX) {
          kernels.maxPool(in, first(c, y), step(), taps, values, to, output.width());
        } else {
          kernels.avgPool(in, first(c, y), step(), taps, share(), values, to, output.width());
          divide(values, to, y);
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
      if (windows.kind() == Kind.MAX) {
        rows.upTo(lastRow(y));
        worker.profile().count(Part.REACTIVATE);
      }
      for (int c = 0; c < output.channels(); c++) {
        spread(own.input, own.gradient, inputGradient, c, y);
      }
      worker.profile().count(Part.INPUT);
      int complete = y + 1 < output.height() ? windows.top(y + 1) : input.height();
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
    if (windows.kind() == Kind.MAX) {
      kernels.maxPoolBackward(
          in, first, step(), taps, gradient, from, inputGradient, first, step(), taps, width);
    } else {
      divide(gradient, from, y);
      kernels.avgPoolBackward(gradient, from, share(), inputGradient, first, step(), taps, width);
    }
  }

  /** Takes a row from sums to means where windows differ in what they count. */
  private void divide(float[] values, int at, int y) {
    if (equalShares) {
      return;
    }
    int rows = windows.rows(y, input.height());
    for (int x = 0; x < output.width(); x++) {
      float count = rows * windows.columns(x, input.width());
      int first = at + x * Kernels.LANES;
      for (int i = first; i < first + Kernels.LANES; i++) {
        values[i] /= count;
      }
    }
  }

  private int firstRow(int y) {
    return Math.max(0, windows.top(y));
  }

  private int lastRow(int y) {
    return Math.min(input.height() - 1, windows.top(y) + windows.kernel().height() - 1);
  }

  private int first(int channel, int y) {
    return input.at(channel, windows.top(y), windows.left(0));
  }

  private int step() {
    return windows.stride().width() * Kernels.LANES;
  }

  /** What each value of a window counts, where all windows are alike; else they are summed. */
  private float share() {
    return equalShares ? 1f / taps.length : 1;
  }
}
