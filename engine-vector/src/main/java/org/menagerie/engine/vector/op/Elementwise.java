package org.menagerie.engine.vector.op;

import java.util.Optional;
import org.menagerie.api.network.Activation;
import org.menagerie.engine.vector.kernel.Kernels;
import org.menagerie.engine.vector.memory.Layout;
import org.menagerie.engine.vector.memory.Memory.Plan;
import org.menagerie.engine.vector.memory.Memory.Slot;

/** A function of each value by itself, or the values as they are. */
public final class Elementwise implements Operation {
  private final Kernels kernels;
  private final Source source;
  private final Optional<Activation> activation;
  private final float first;
  private final float second;
  private final Layout layout;
  private final Layout row;
  private final Slot<Worker, Scratch> scratch;

  /**
   * @param activation other than ReLU; none to copy
   * @param layout of the source, and of the result
   */
  public Elementwise(
      Kernels kernels,
      Source source,
      Optional<Activation> activation,
      Layout layout,
      Plan<Worker> workers) {
    this.kernels = kernels;
    this.source = source;
    this.activation = activation;
    this.first = argument(0);
    this.second = argument(1);
    this.layout = Layout.of(layout);
    this.row = layout.singleRow();
    this.scratch = workers.reserve(Scratch::new);
  }

  private float argument(int index) {
    return activation
        .filter(layer -> layer.arguments().size() > index)
        .map(layer -> (float) layer.argument(index))
        .orElse(0f);
  }

  private final class Scratch {
    final float[] input = row.allocate();
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
      if (activation.isPresent()) {
        int at = layout.at(0, y, 0);
        kernels.apply(
            activation.get().function(), first, second, values, at, values, at, columns());
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
    int at = row.at(0, 0, 0);
    for (int y = 0; y < layout.height(); y++) {
      out.gradient(block, y, gradient, at, row.channel());
      if (activation.isPresent()) {
        source.activate(block, y, in, row, 0, true);
        kernels.multiplySlopes(
            activation.get().function(), first, second, in, at, gradient, at, columns());
      }
      source.activateBackward(block, y, gradient, row, 0);
    }
  }

  /** Of all channels, which are one after the other in maps without a border. */
  private int columns() {
    return layout.channels() * layout.width();
  }
}
