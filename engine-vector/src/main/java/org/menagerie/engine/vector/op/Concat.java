package org.menagerie.engine.vector.op;

import java.util.List;
import org.menagerie.engine.vector.kernel.Kernels;
import org.menagerie.engine.vector.memory.Layout;
import org.menagerie.engine.vector.memory.Memory.Plan;
import org.menagerie.engine.vector.memory.Memory.Slot;

/** The values of several sources, one after the other along the channels. */
public final class Concat implements Operation {
  private final List<Input> sources;
  private final Layout layout;
  private final Layout row;
  private final Slot<Worker, float[]> scratch;

  /**
   * @param sources of equal heights and widths
   */
  public Concat(List<Input> sources, Plan<Worker> workers) {
    this.sources = List.copyOf(sources);
    Layout first = sources.get(0).layout();
    int channels = sources.stream().mapToInt(source -> source.layout().channels()).sum();
    this.layout = new Layout(channels, first.height(), first.width(), 0, 0, 0);
    this.row = layout.singleRow();
    this.scratch = workers.reserve(row::allocate);
  }

  @Override
  public Layout layout() {
    return layout;
  }

  @Override
  public void forward(Output out, Block block, Worker worker, boolean training, Rows wanted) {
    float[] own = scratch.of(worker);
    float[] values = out.values(block);
    for (int y = wanted.first(); wanted.take(y); y++) {
      int channel = 0;
      for (Input source : sources) {
        Layout from = source.layout().singleRow();
        source.source().activate(block, y, own, from, 0, training);
        for (int c = 0; c < from.channels(); c++, channel++) {
          System.arraycopy(own, from.at(c, 0, 0), values, layout.at(channel, y, 0), length());
        }
      }
      wanted.done(y);
    }
  }

  @Override
  public void backward(Output out, Block block, Worker worker, Gradients wanted) {
    float[] gradient = scratch.of(worker);
    for (int y = 0; y < layout.height(); y++) {
      out.gradient(block, y, gradient, row.at(0, 0, 0), row.channel());
      int channel = 0;
      for (Input source : sources) {
        if (source.source().trained()) {
          // The part of the row that belongs to the source is laid out like a row of its own.
          source.source().activateBackward(block, y, gradient, row.from(channel), 0);
        }
        channel += source.layout().channels();
      }
    }
  }

  private int length() {
    return layout.width() * Kernels.LANES;
  }
}
