package org.menagerie.engine.vector.op;

import org.menagerie.engine.vector.kernel.Kernels;
import org.menagerie.engine.vector.memory.Layout;
import org.menagerie.engine.vector.memory.Memory.Plan;

/** Channels in another order. */
public final class Shuffle extends MapOperation {
  private final int groups;

  /**
   * @param groups rows of the table of channels that is read column by column
   */
  public Shuffle(Source source, Layout layout, int groups, Plan<Worker> workers) {
    super(source, layout, Layout.of(layout), workers);
    this.groups = groups;
  }

  /** Where a channel of the values comes from. */
  private int origin(int channel) {
    return channel % groups * (input().channels() / groups) + channel / groups;
  }

  @Override
  Values forward(Block block, float[] in, boolean training) {
    return (row, values) -> {
      for (int c = 0; c < input().channels(); c++) {
        int from = input().at(origin(c), row, 0);
        System.arraycopy(in, from, values, layout().at(c, row, 0), length());
      }
    };
  }

  @Override
  void backward(Block block, float[] in, float[] gradient, float[] inputGradient) {
    for (int c = 0; c < input().channels(); c++) {
      for (int y = 0; y < input().height(); y++) {
        int to = input().at(origin(c), y, 0);
        System.arraycopy(gradient, layout().at(c, y, 0), inputGradient, to, length());
      }
    }
  }

  private int length() {
    return input().width() * Kernels.LANES;
  }
}
