package org.menagerie.engine.vector.op;

import java.util.Arrays;
import java.util.List;
import org.menagerie.engine.vector.kernel.Kernels;
import org.menagerie.engine.vector.memory.Layout;
import org.menagerie.engine.vector.memory.Memory.Plan;
import org.menagerie.engine.vector.memory.Memory.Slot;
import org.menagerie.engine.vector.op.Profile.Part;

/** The product of several sources, of which some may have one value per channel or per pixel. */
public final class Multiply implements Operation {
  private final Kernels kernels;
  private final List<Input> sources;
  private final Layout layout;
  private final Layout row;
  private final Slot<Worker, Scratch> scratch;

  /**
   * @param sources whose shapes broadcast to the largest
   */
  public Multiply(Kernels kernels, List<Input> sources, Plan<Worker> workers) {
    this.kernels = kernels;
    this.sources = List.copyOf(sources);
    Layout largest = sources.get(0).layout();
    for (Input source : sources) {
      largest = size(source.layout()) > size(largest) ? source.layout() : largest;
    }
    this.layout = Layout.of(largest);
    this.row = layout.singleRow();
    this.scratch = workers.reserve(Scratch::new);
  }

  private static int size(Layout layout) {
    return layout.channels() * layout.height() * layout.width();
  }

  private final class Scratch {
    final List<float[]> inputs = sources.stream().map(s -> s.layout().allocate()).toList();
    final List<float[]> gradients = sources.stream().map(s -> s.layout().allocate()).toList();
    final float[] gradient = row.allocate();
    final float[] product = row.allocate();
    final List<float[]> sums =
        sources.stream().map(s -> new float[rows(s.layout()) * Kernels.SUM]).toList();
  }

  private static int rows(Layout layout) {
    return layout.channels() * layout.height();
  }

  @Override
  public Layout layout() {
    return layout;
  }

  private void read(Block block, Worker worker, boolean training) {
    List<float[]> inputs = scratch.of(worker).inputs;
    for (int i = 0; i < sources.size(); i++) {
      Input source = sources.get(i);
      new InputRows(source.source(), block, inputs.get(i), source.layout(), training, 0)
          .upTo(source.layout().height() - 1);
    }
    worker.profile().count(Part.ACTIVATE);
  }

  /** The channel of a source that a channel of the product takes. */
  private static int channel(Layout source, int c) {
    return source.channels() == 1 ? 0 : c;
  }

  /** Its row, likewise. */
  private static int row(Layout source, int y) {
    return source.height() == 1 ? 0 : y;
  }

  private boolean isOneColumn(Layout source) {
    return source.width() < layout.width();
  }

  @Override
  public void forward(Output out, Block block, Worker worker, boolean training, Rows wanted) {
    List<float[]> inputs = scratch.of(worker).inputs;
    float[] values = out.values(block);
    boolean begun = false;
    for (int y = wanted.first(); wanted.take(y); y++) {
      if (!begun) {
        read(block, worker, training);
        begun = true;
      }
      for (int c = 0; c < layout.channels(); c++) {
        int to = layout.at(c, y, 0);
        Arrays.fill(values, to, to + layout.width() * Kernels.LANES, 1);
        multiply(inputs, -1, c, y, values, to);
      }
      wanted.done(y);
    }
  }

  /** Multiplies a row of {@code values} by all sources except one. */
  private void multiply(List<float[]> inputs, int except, int c, int y, float[] values, int to) {
    for (int i = 0; i < inputs.size(); i++) {
      if (i != except) {
        Layout source = sources.get(i).layout();
        int from = source.at(channel(source, c), row(source, y), 0);
        int step = isOneColumn(source) ? 0 : Kernels.LANES;
        kernels.multiply(inputs.get(i), from, step, values, to, layout.width());
      }
    }
  }

  @Override
  public void backward(Output out, Block block, Worker worker, Gradients wanted) {
    Scratch own = scratch.of(worker);
    read(block, worker, true);
    for (int i = 0; i < sources.size(); i++) {
      Arrays.fill(own.gradients.get(i), 0);
      Arrays.fill(own.sums.get(i), 0);
    }
    for (int y = 0; y < layout.height(); y++) {
      out.gradient(block, y, own.gradient, row.at(0, 0, 0), row.channel());
      worker.profile().count(Part.DIFFERENTIATE);
      for (int i = 0; i < sources.size(); i++) {
        if (sources.get(i).source().trained()) {
          differentiate(own, i, y);
        }
      }
      worker.profile().count(Part.INPUT);
    }
    for (int i = 0; i < sources.size(); i++) {
      Input source = sources.get(i);
      if (source.source().trained()) {
        finish(own, i);
        for (int y = 0; y < source.layout().height(); y++) {
          source.source().activateBackward(block, y, own.gradients.get(i), source.layout(), y);
        }
      }
      worker.profile().count(Part.RECEIVE);
    }
  }

  /** Adds a row to the gradient of a source, or to the sums over the columns of its rows. */
  private void differentiate(Scratch own, int index, int y) {
    Layout source = sources.get(index).layout();
    int length = row.channels() * row.channel();
    int first = row.at(0, 0, 0);
    System.arraycopy(own.gradient, first, own.product, first, length);
    for (int c = 0; c < layout.channels(); c++) {
      int at = row.at(c, 0, 0);
      multiply(own.inputs, index, c, y, own.product, at);
      int to = channel(source, c) * source.height() + row(source, y);
      if (isOneColumn(source)) {
        kernels.addRow(own.product, at, layout.width(), own.sums.get(index), to * Kernels.SUM);
      } else {
        float[] gradient = own.gradients.get(index);
        int target = source.at(channel(source, c), row(source, y), 0);
        kernels.add(own.product, at, gradient, target, layout.width());
      }
    }
  }

  /** Writes the sums down where a source has one column. */
  private void finish(Scratch own, int index) {
    Layout source = sources.get(index).layout();
    if (isOneColumn(source)) {
      float[] sums = own.sums.get(index);
      for (int i = 0; i < rows(source); i++) {
        int to = source.at(i / source.height(), i % source.height(), 0);
        for (int lane = 0; lane < Kernels.LANES; lane++) {
          int at = i * Kernels.SUM + lane;
          own.gradients.get(index)[to + lane] = sums[at] - sums[at + Kernels.LANES];
        }
      }
    }
  }
}
