package org.menagerie.engine.vector.op;

import org.menagerie.api.random.RandomStream;
import org.menagerie.engine.vector.kernel.Kernels;
import org.menagerie.engine.vector.memory.Memory;

/**
 * {@link Kernels#LANES} images of a batch, and what they leave for later stages. One worker at a
 * time has it, and others may help.
 */
public final class Block extends Memory<Block> {
  private final int index;
  private final float[] parameterGradients;
  private final int[] seeds = new int[Kernels.LANES];
  private int images;

  /**
   * @param index number of this block within the batch
   * @param parameters how many parameters the network has
   */
  public Block(Plan<Block> plan, int index, int parameters) {
    super(plan);
    this.index = index;
    this.parameterGradients = new float[parameters];
  }

  /** Takes its share of a batch of {@code batchSize} images, which may be none. */
  public void begin(int batchSize) {
    images = Math.max(0, Math.min(Kernels.LANES, batchSize - firstImage()));
  }

  /** Gives each image its own random number. */
  public void seed(long seed) {
    for (int lane = 0; lane < Kernels.LANES; lane++) {
      seeds[lane] = (int) RandomStream.of(seed, "dropout", firstImage() + lane).nextLong();
    }
  }

  /** Number of this block within the batch. */
  public int index() {
    return index;
  }

  /** Number of its first image within the batch. */
  public int firstImage() {
    return index * Kernels.LANES;
  }

  /** The number of lanes that hold images; the others hold numbers that nothing uses. */
  public int images() {
    return images;
  }

  /** One random number per lane, for dropout. */
  public int[] seeds() {
    return seeds;
  }

  /**
   * Gradients of all parameters, summed over the images of this block. Each operation writes those
   * of its own parameters.
   */
  public float[] parameterGradients() {
    return parameterGradients;
  }
}
