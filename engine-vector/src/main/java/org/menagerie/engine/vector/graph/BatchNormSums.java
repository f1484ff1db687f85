package org.menagerie.engine.vector.graph;

import java.util.Arrays;
import java.util.List;
import org.menagerie.engine.vector.kernel.Kernels;
import org.menagerie.engine.vector.kernel.LaneSums;
import org.menagerie.engine.vector.memory.Memory.Plan;
import org.menagerie.engine.vector.memory.Memory.Slot;
import org.menagerie.engine.vector.op.Block;

/**
 * The two sums that batch normalization needs of each channel: of values and of their squares on
 * the way forward, of gradients and of gradients times values on the way back. They are taken row
 * by row, image by image; then over the images of each block; then over all blocks.
 */
public final class BatchNormSums {
  private static final int PER_CHANNEL = 2;

  private final int channels;
  private final Slot<Block, float[]> running;
  private final Slot<Block, double[]> totals;

  BatchNormSums(int channels, Plan<Block> blocks) {
    this.channels = channels;
    this.running = blocks.reserve(() -> new float[PER_CHANNEL * channels * Kernels.SUM]);
    this.totals = blocks.reserve(() -> new double[PER_CHANNEL * channels]);
  }

  /** Sets a block's running sums to zero. */
  void clear(Block block) {
    Arrays.fill(running.of(block), 0);
  }

  /** The running sums of a block, which kernels add to. */
  public float[] running(Block block) {
    return running.of(block);
  }

  /** The index at which the running sums of a channel begin. */
  static int at(int channel) {
    return PER_CHANNEL * channel * Kernels.SUM;
  }

  /** Adds up the images of a block, when all rows are in. */
  void reduce(Block block) {
    double[] sums = totals.of(block);
    for (int i = 0; i < sums.length; i++) {
      sums[i] = LaneSums.compensated(running.of(block), i * Kernels.SUM, block.images());
    }
  }

  /** The two sums of each channel over all blocks, one channel after the other. */
  double[] over(List<Block> blocks) {
    double[] sums = new double[PER_CHANNEL * channels];
    for (Block block : blocks) {
      double[] some = totals.of(block);
      for (int i = 0; i < sums.length; i++) {
        sums[i] += some[i];
      }
    }
    return sums;
  }
}
