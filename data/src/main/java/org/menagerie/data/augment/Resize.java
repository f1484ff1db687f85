package org.menagerie.data.augment;

/**
 * Resizes a row or column of an image: bilinear, smoothed where it shrinks, with Pillow's
 * whole-number arithmetic.
 */
final class Resize {
  private static final int FRACTION_BITS = 22;

  /** For each pixel of the result, the first source pixel that contributes to it. */
  private final int[] first;

  /** For each pixel of the result, the weights, which add up to 1 in fixed point. */
  private final int[][] weights;

  Resize(int from, int to) {
    first = new int[to];
    weights = new int[to][];
    double scale = (double) from / to;
    double support = Math.max(scale, 1);
    for (int i = 0; i < to; i++) {
      double center = (i + 0.5) * scale;
      first[i] = Math.max(0, (int) (center - support + 0.5));
      int end = Math.min(from, (int) (center + support + 0.5));
      weights[i] = weights(first[i], end, center, support);
    }
  }

  private static int[] weights(int first, int end, double center, double support) {
    double[] exact = new double[end - first];
    double sum = 0;
    for (int i = 0; i < exact.length; i++) {
      double distance = Math.abs((first + i - center + 0.5) * (1 / support));
      exact[i] = Math.max(0, 1 - distance);
      sum += exact[i];
    }
    int[] weights = new int[exact.length];
    for (int i = 0; i < exact.length; i++) {
      weights[i] = (int) (0.5 + exact[i] / sum * (1 << FRACTION_BITS));
    }
    return weights;
  }

  /** Reads and writes pixels that are {@code stride} apart. */
  void apply(byte[] source, int at, int stride, byte[] target, int targetAt, int targetStride) {
    for (int i = 0; i < first.length; i++) {
      int level = 1 << (FRACTION_BITS - 1);
      for (int k = 0; k < weights[i].length; k++) {
        level += weights[i][k] * (source[at + (first[i] + k) * stride] & 0xFF);
      }
      target[targetAt + i * targetStride] = (byte) Math.min(level >> FRACTION_BITS, 255);
    }
  }
}
