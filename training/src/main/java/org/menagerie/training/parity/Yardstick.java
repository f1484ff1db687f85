package org.menagerie.training.parity;

/**
 * The meaning of relative deviations. Tensors are measured by their Euclidean norms, so that one
 * value of many counts for little, and a tensor that is wrong as a whole for all. Every ratio has a
 * floor below which a difference is no more than rounding:
 *
 * <ul>
 *   <li>a loss relative to the larger one, below 1 absolutely
 *   <li>a gradient relative to the larger norm, at least a hundredth of the largest norm of any
 *       gradient of that step: some are zero but for rounding, as that of a bias before a batch
 *       normalisation
 *   <li>a parameter or running statistic relative to how far it has moved since the start (relative
 *       to its value, a learning rate that is off by a tenth would pass for a while), at least a
 *       thousandth of its own norm and a hundredth of the farthest move of any of its kind
 *   <li>logits relative to the larger norm
 * </ul>
 *
 * A value that is not a number on one side only is infinitely far off.
 */
final class Yardstick {
  private static final double SHARE_OF_LARGEST = 1e-2;
  private static final double VALUE_SHARE = 1e-3;

  private Yardstick() {}

  static double loss(double a, double b) {
    return ratio(Math.abs(a - b), Math.max(1, Math.max(Math.abs(a), Math.abs(b))));
  }

  /**
   * @param largest the largest norm of any gradient of the step
   */
  static double gradient(float[] a, float[] b, double largest) {
    return ratio(distance(a, b), Math.max(larger(a, b), SHARE_OF_LARGEST * largest));
  }

  /**
   * @param farthest the largest move of any tensor of this kind
   */
  static double moved(float[] start, float[] a, float[] b, double farthest) {
    double floor = Math.max(VALUE_SHARE * larger(a, b), SHARE_OF_LARGEST * farthest);
    double move = Math.max(distance(start, a), distance(start, b));
    return ratio(distance(a, b), Math.max(move, floor));
  }

  static double logits(float[] a, float[] b) {
    return ratio(distance(a, b), larger(a, b));
  }

  static double norm(float[] values) {
    return distance(values, new float[values.length]);
  }

  private static double larger(float[] a, float[] b) {
    return Math.max(norm(a), norm(b));
  }

  /** The Euclidean distance of two tensors of one shape. */
  static double distance(float[] a, float[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      double difference = (double) a[i] - b[i];
      sum += difference * difference;
    }
    return Math.sqrt(sum);
  }

  private static double ratio(double distance, double scale) {
    if (distance == 0) {
      return 0;
    }
    double ratio = distance / scale;
    return Double.isNaN(ratio) ? Double.POSITIVE_INFINITY : ratio;
  }
}
