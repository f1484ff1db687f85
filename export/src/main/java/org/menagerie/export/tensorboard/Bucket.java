package org.menagerie.export.tensorboard;

import java.util.ArrayList;
import java.util.List;

/**
 * A bar of a histogram.
 *
 * @param left the lowest value that it counts
 * @param right up to which it counts; the last bar of a histogram counts this value too
 * @param count of values
 */
record Bucket(double left, double right, double count) {
  /** As many as TensorBoard's own writers make. */
  private static final int BUCKETS = 30;

  /**
   * Equally wide ones from the smallest to the largest of at least one value; a single one around
   * the value where all are the same.
   */
  static List<Bucket> of(float[] values) {
    double least = Double.POSITIVE_INFINITY;
    double most = Double.NEGATIVE_INFINITY;
    for (float value : values) {
      least = Math.min(least, value);
      most = Math.max(most, value);
    }
    if (least == most) {
      return List.of(new Bucket(least - 0.5, least + 0.5, values.length));
    }
    double width = (most - least) / BUCKETS;
    long[] counts = new long[BUCKETS];
    for (float value : values) {
      counts[Math.min(BUCKETS - 1, (int) ((value - least) / width))]++;
    }
    List<Bucket> buckets = new ArrayList<>();
    for (int i = 0; i < BUCKETS; i++) {
      double right = i == BUCKETS - 1 ? most : least + (i + 1) * width;
      buckets.add(new Bucket(least + i * width, right, counts[i]));
    }
    return buckets;
  }
}
