package org.menagerie.data.augment;

import java.util.Arrays;

/**
 * Resizes rows or columns of an image: bilinear, smoothed where it shrinks, with Pillow's
 * whole-number arithmetic.
 */
final class Resize {
  private static final int FRACTION_BITS = 22;
  private static final int HALF = 1 << (FRACTION_BITS - 1);

  /** Source pixels that contribute to a pixel of the result, some of them with a weight of 0. */
  private final int taps;

  /** For each pixel of the result, the first of these. */
  private final int[] first;

  /** Tap by tap, for each pixel of the result, the weights, which add up to 1 in fixed point. */
  private final int[] weights;

  Resize(int from, int to) {
    double scale = (double) from / to;
    double support = Math.max(scale, 1);
    first = new int[to];
    int most = 1;
    for (int i = 0; i < to; i++) {
      double center = (i + 0.5) * scale;
      first[i] = Math.max(0, (int) (center - support + 0.5));
      most = Math.max(most, end(from, center, support) - first[i]);
    }
    taps = most;
    weights = new int[taps * to];
    double[] exact = new double[taps];
    for (int i = 0; i < to; i++) {
      double center = (i + 0.5) * scale;
      int begin = first[i];
      first[i] = Math.min(begin, from - taps);
      weigh(i, begin, end(from, center, support), center, support, exact);
    }
  }

  /** Behind the last source pixel that contributes. */
  private static int end(int from, double center, double support) {
    return Math.min(from, (int) (center + support + 0.5));
  }

  private void weigh(int i, int begin, int end, double center, double support, double[] exact) {
    double sum = 0;
    double slope = 1 / support;
    for (int k = begin; k < end; k++) {
      double distance = Math.abs((k - center + 0.5) * slope);
      exact[k - begin] = Math.max(0, 1 - distance);
      sum += exact[k - begin];
    }
    for (int k = begin; k < end; k++) {
      weights[(k - first[i]) * first.length + i] =
          (int) (0.5 + exact[k - begin] / sum * (1 << FRACTION_BITS));
    }
  }

  /** Resizes a row of pixels to levels. */
  void row(byte[] source, int at, int[] target, int targetAt) {
    int length = first.length;
    if (taps == 2) {
      for (int i = 0; i < length; i++) {
        int from = at + first[i];
        target[targetAt + i] =
            level(
                HALF
                    + weights[i] * (source[from] & 0xFF)
                    + weights[length + i] * (source[from + 1] & 0xFF));
      }
      return;
    }
    for (int i = 0; i < length; i++) {
      int sum = HALF;
      for (int k = 0; k < taps; k++) {
        sum += weights[k * length + i] * (source[at + first[i] + k] & 0xFF);
      }
      target[targetAt + i] = level(sum);
    }
  }

  /**
   * Resizes the columns of levels to those of pixels.
   *
   * @param width how many columns there are
   */
  void columns(int[] source, int width, byte[] target, int targetAt) {
    int[] sums = new int[width];
    for (int i = 0; i < first.length; i++) {
      int at = first[i] * width;
      if (taps == 2) {
        blend(source, at, width, i, target, targetAt + i * width);
        continue;
      }
      Arrays.fill(sums, HALF);
      for (int k = 0; k < taps; k++) {
        int weight = weights[k * first.length + i];
        for (int x = 0; x < width; x++) {
          sums[x] += weight * source[at + k * width + x];
        }
      }
      for (int x = 0; x < width; x++) {
        target[targetAt + i * width + x] = (byte) level(sums[x]);
      }
    }
  }

  /** Where nothing shrinks, a row lies between two. */
  private void blend(int[] source, int at, int width, int i, byte[] target, int targetAt) {
    int upper = weights[i];
    int lower = weights[first.length + i];
    for (int x = 0; x < width; x++) {
      int sum = HALF + upper * source[at + x] + lower * source[at + width + x];
      target[targetAt + x] = (byte) level(sum);
    }
  }

  private static int level(int sum) {
    return Math.min(sum >> FRACTION_BITS, Levels.WHITE);
  }
}
