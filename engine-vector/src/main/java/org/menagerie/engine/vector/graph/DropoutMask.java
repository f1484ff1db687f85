package org.menagerie.engine.vector.graph;

import org.menagerie.engine.vector.kernel.Kernels;
import org.menagerie.engine.vector.op.Block;

/**
 * Dropout, forward and backward: which values it drops is a hash of an image's seed and of the
 * position, so the mask is not stored.
 */
final class DropoutMask {
  private static final double STEPS = 1 << 16;

  private final Kernels kernels;
  private final int operation;
  private final int threshold;
  private final float keepScale;

  /**
   * @param operation number of the fused operation, to give it its own masks
   * @param rate the share of values that are dropped, rounded to 1 / 65536
   */
  DropoutMask(Kernels kernels, int operation, double rate) {
    this.kernels = kernels;
    this.operation = operation;
    this.threshold = (int) Math.round(rate * STEPS);
    this.keepScale = (float) (1 / (1 - threshold / STEPS));
  }

  /** Whether nothing is dropped. */
  boolean isEmpty() {
    return threshold == 0;
  }

  /** Drops from a row of values, or of gradients, that begins at {@code at}. */
  void apply(Block block, int channel, int row, float[] values, int at, int width) {
    int salt = ((operation * 1024 + channel) * 1024 + row) * 0x85EBCA6B;
    kernels.dropout(values, at, width, block.seeds(), salt, threshold, keepScale);
  }
}
