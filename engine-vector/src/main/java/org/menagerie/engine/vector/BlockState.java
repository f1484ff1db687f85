package org.menagerie.engine.vector;

import org.menagerie.engine.vector.kernel.Kernels;

/**
 * What {@link Kernels#LANES} images of a batch leave behind for later stages. One worker at a time
 * has it, whom others may help.
 */
final class BlockState {
  /** Number of this block within the batch. */
  final int index;

  /**
   * Per unit, what its operation gave, before normalisation and activation; in the room of a worker
   * if no later stage needs it.
   */
  final float[][] values;

  /** Per unit, the gradient behind the normalisation; likewise. */
  final float[][] gradients;

  /** Per unit, gradients that reach it past a residual's branch. */
  final float[][] skipped;

  /** Per unit that is normalised, two running sums for each channel. */
  final float[][] sums;

  /** Likewise, what its sums come to over the images of this block. */
  final double[][] totals;

  /** Gradients of all parameters, summed over the images of this block. */
  final float[] parameterGradients;

  /** One per image, for dropout. */
  final int[] seeds = new int[Kernels.LANES];

  /** How many of the lanes hold images; the others hold numbers that nothing looks at. */
  int images;

  double loss;

  BlockState(int index, int units, int parameters) {
    this.index = index;
    this.values = new float[units][];
    this.gradients = new float[units][];
    this.skipped = new float[units][];
    this.sums = new float[units][];
    this.totals = new double[units][];
    this.parameterGradients = new float[parameters];
  }

  /** Gives each image a random number of its own. */
  void seed(long seed) {
    for (int lane = 0; lane < Kernels.LANES; lane++) {
      seeds[lane] = Seeds.of(seed, index * Kernels.LANES + lane);
    }
  }
}
