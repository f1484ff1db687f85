package org.menagerie.engine.vector.graph;

import java.util.Arrays;
import java.util.List;
import org.menagerie.engine.vector.kernel.Kernels;
import org.menagerie.engine.vector.kernel.LaneSums;
import org.menagerie.engine.vector.memory.Memory.Plan;
import org.menagerie.engine.vector.memory.Memory.Slot;
import org.menagerie.engine.vector.op.Block;

/**
 * The two sums that batch normalization needs of each channel: of values and of their squares in
 * the forward pass, of gradients and of gradients times values in the backward pass. They are taken
 * row by row, image by image; then over the images of each block; then over all blocks.
 *
 * <p>In the forward pass each block counts from its own origin, its first value: {@code E[x^2] -
 * E[x]^2} of the values themselves would lose the variance where the mean is far greater.
 *
 * @see <a href="https://doi.org/10.1080/00031305.1983.10483115">Chan, Golub, LeVeque: Algorithms
 *     for Computing the Sample Variance (1983)</a>
 */
public final class BatchNormSums {
  private static final int PER_CHANNEL = 2;

  private final int channels;
  private final Slot<Block, float[]> running;
  private final Slot<Block, double[]> totals;
  private final Slot<Block, float[]> origins;

  BatchNormSums(int channels, Plan<Block> blocks) {
    this.channels = channels;
    this.running = blocks.reserve(() -> new float[PER_CHANNEL * channels * Kernels.SUM]);
    this.totals = blocks.reserve(() -> new double[PER_CHANNEL * channels]);
    this.origins = blocks.reserve(() -> new float[channels]);
  }

  /**
   * Mean and variance of a channel.
   *
   * @param variance biased: the mean of the squared deviations
   */
  record Moments(double mean, double variance) {}

  /** Sets a block's running sums to zero. */
  void clear(Block block) {
    Arrays.fill(running.of(block), 0);
  }

  /** The running sums of a block, which kernels add to. */
  public float[] running(Block block) {
    return running.of(block);
  }

  /** The values of a block that its sums forward count from, one per channel. */
  float[] origins(Block block) {
    return origins.of(block);
  }

  /** The index at which the running sums of a channel start. */
  static int at(int channel) {
    return PER_CHANNEL * channel * Kernels.SUM;
  }

  /** Adds up the images of a block, once all rows are in. */
  void reduce(Block block) {
    double[] sums = totals.of(block);
    for (int i = 0; i < sums.length; i++) {
      sums[i] = LaneSums.compensated(running.of(block), i * Kernels.SUM, block.images());
    }
  }

  /**
   * Mean and variance of a channel over all blocks.
   *
   * @param area values per image
   */
  Moments moments(List<Block> blocks, int channel, int area) {
    double sum = 0;
    double count = 0;
    for (Block block : blocks) {
      double values = (double) block.images() * area;
      sum += values * origins.of(block)[channel] + totals.of(block)[PER_CHANNEL * channel];
      count += values;
    }
    double mean = sum / count;
    double squares = 0;
    for (Block block : blocks) {
      double[] sums = totals.of(block);
      double offset = mean - origins.of(block)[channel];
      double values = (double) block.images() * area;
      squares +=
          sums[PER_CHANNEL * channel + 1]
              - offset * (2 * sums[PER_CHANNEL * channel] - values * offset);
    }
    return new Moments(mean, Math.max(0, squares / count));
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
