package org.menagerie.engine.vector.op;

import org.menagerie.engine.vector.kernel.Kernels;
import org.menagerie.engine.vector.memory.Layout;
import org.menagerie.engine.vector.memory.Memory.Plan;

/**
 * Dropout of whole channels or images. What it drops is a hash of an image's seed and of the
 * position, so the mask is not stored.
 */
public final class UnitDropout extends MapOperation {
  private static final double RANGE = 0x1p32;

  private final double rate;
  private final boolean wholeImages;
  private final int salt;

  /**
   * @param number of the operation, to give it its own choices
   * @param wholeImages whether all channels of an image go together
   */
  public UnitDropout(
      Source source,
      Layout layout,
      double rate,
      boolean wholeImages,
      int number,
      Plan<Worker> workers) {
    super(source, layout, Layout.of(layout), workers);
    this.rate = rate;
    this.wholeImages = wholeImages;
    this.salt = number * 0x85EBCA6B;
  }

  @Override
  Values forward(Block block, float[] in, boolean training) {
    return (row, values) -> {
      for (int c = 0; c < input().channels(); c++) {
        int from = input().at(c, row, 0);
        int to = layout().at(c, row, 0);
        if (training) {
          multiply(block, c, in, from, values, to);
        } else {
          System.arraycopy(in, from, values, to, input().width() * Kernels.LANES);
        }
      }
    };
  }

  @Override
  void backward(Block block, float[] in, float[] gradient, float[] inputGradient) {
    for (int c = 0; c < input().channels(); c++) {
      for (int y = 0; y < input().height(); y++) {
        multiply(block, c, gradient, layout().at(c, y, 0), inputGradient, input().at(c, y, 0));
      }
    }
  }

  private void multiply(Block block, int channel, float[] in, int from, float[] out, int to) {
    for (int lane = 0; lane < Kernels.LANES; lane++) {
      float factor = factor(block.seeds()[lane], wholeImages ? 0 : channel);
      for (int x = 0; x < input().width(); x++) {
        int i = x * Kernels.LANES + lane;
        out[to + i] = factor * in[from + i];
      }
    }
  }

  /** The finalizer of MurmurHash3 makes a uniform number of seed and place. */
  private float factor(int seed, int channel) {
    int hash = seed ^ (salt + channel * 0x9E3779B9);
    hash = (hash ^ hash >>> 16) * 0x85EBCA6B;
    hash = (hash ^ hash >>> 13) * 0xC2B2AE35;
    hash ^= hash >>> 16;
    return Integer.toUnsignedLong(hash) < rate * RANGE ? 0 : (float) (1 / (1 - rate));
  }
}
