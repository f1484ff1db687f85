package org.menagerie.engine.vector.op;

import java.util.List;
import org.menagerie.engine.vector.kernel.Kernels;
import org.menagerie.engine.vector.memory.Layout;
import org.menagerie.engine.vector.memory.Memory.Plan;
import org.menagerie.engine.vector.memory.Memory.Slot;

/** The sum of several sources, such as a residual's branch and its bypass. */
public final class Add implements Operation {
  private final Kernels kernels;
  private final List<Input> sources;
  private final Layout layout;
  private final Layout row;
  private final Slot<Worker, float[]> scratch;

  /**
   * @param sources of one shape
   */
  public Add(Kernels kernels, List<Input> sources, Plan<Worker> workers) {
    this.kernels = kernels;
    this.sources = List.copyOf(sources);
    this.layout = Layout.of(sources.get(0).layout());
    this.row = layout.singleRow();
    this.scratch = workers.reserve(row::allocate);
  }

  @Override
  public Layout layout() {
    return layout;
  }

  @Override
  public void forward(Output out, Block block, Worker worker, boolean training, Rows wanted) {
    float[] another = scratch.of(worker);
    float[] values = out.values(block);
    for (int y = wanted.first(); wanted.take(y); y++) {
      sources.get(0).source().activate(block, y, values, layout, y, training);
      for (Input source : sources.subList(1, sources.size())) {
        source.source().activate(block, y, another, row, 0, training);
        for (int c = 0; c < layout.channels(); c++) {
          kernels.add(another, row.at(c, 0, 0), values, layout.at(c, y, 0), layout.width());
        }
      }
      wanted.done(y);
    }
  }

  @Override
  public void backward(Output out, Block block, Worker worker, Gradients wanted) {
    float[] gradient = scratch.of(worker);
    for (int y = 0; y < layout.height(); y++) {
      for (Input source : sources) {
        if (source.source().trained()) {
          // Again for each, since a source may change what it is given.
          out.gradient(block, y, gradient, row.at(0, 0, 0), row.channel());
          source.source().activateBackward(block, y, gradient, row, 0);
        }
      }
    }
  }
}
