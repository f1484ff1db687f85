package org.menagerie.engine.vector.kernel;

/** Sums over the images of a block, always in the same order. */
public final class LaneSums {
  private LaneSums() {}

  /** The sum of the first {@code images} lanes. */
  public static float sum(float[] values, int at, int images) {
    if (images < Kernels.LANES) {
      float sum = 0;
      for (int lane = 0; lane < images; lane++) {
        sum += values[at + lane];
      }
      return sum;
    }
    float a = (values[at] + values[at + 8]) + (values[at + 4] + values[at + 12]);
    float b = (values[at + 1] + values[at + 9]) + (values[at + 5] + values[at + 13]);
    float c = (values[at + 2] + values[at + 10]) + (values[at + 6] + values[at + 14]);
    float d = (values[at + 3] + values[at + 11]) + (values[at + 7] + values[at + 15]);
    return (a + c) + (b + d);
  }

  /** The same of a running sum with its compensation, see {@link Kernels#addRow}. */
  public static double compensated(float[] values, int at, int images) {
    double sum = 0;
    for (int lane = 0; lane < images; lane++) {
      sum += (double) values[at + lane] - values[at + Kernels.LANES + lane];
    }
    return sum;
  }
}
