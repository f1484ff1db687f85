package org.menagerie.engine.vector;

import org.menagerie.engine.vector.kernel.Kernels;

/**
 * Cross-entropy of the logits with smoothed labels, and its gradient.
 *
 * @see <a href="https://arxiv.org/abs/1512.00567">Szegedy et al.: Rethinking the Inception
 *     Architecture (2015)</a>
 */
final class Loss {
  private final Layout logits;
  private final int classes;
  private final double smoothing;

  Loss(Layout logits, double smoothing) {
    this.logits = logits;
    this.classes = logits.channels() * logits.height() * logits.width();
    this.smoothing = smoothing;
  }

  int classes() {
    return classes;
  }

  /** Copies one image's logits out of a block's. */
  void copy(float[] values, int lane, float[] out, int at) {
    for (int k = 0; k < classes; k++) {
      out[at + k] = values[index(k) + lane];
    }
  }

  /**
   * Replaces one image's logits by the gradient of the mean loss.
   *
   * @param images in the whole batch
   * @return the image's own loss
   */
  double differentiate(float[] values, int lane, int label, int images) {
    double largest = Double.NEGATIVE_INFINITY;
    for (int k = 0; k < classes; k++) {
      largest = Math.max(largest, values[index(k) + lane]);
    }
    double sum = 0;
    double[] powers = new double[classes];
    for (int k = 0; k < classes; k++) {
      powers[k] = StrictMath.exp(values[index(k) + lane] - largest);
      sum += powers[k];
    }
    double logSum = largest + StrictMath.log(sum);
    double loss = 0;
    for (int k = 0; k < classes; k++) {
      int i = index(k) + lane;
      double target = smoothing / classes + (k == label ? 1 - smoothing : 0);
      loss += target * (logSum - values[i]);
      values[i] = (float) ((powers[k] / sum - target) / images);
    }
    return loss;
  }

  private int index(int k) {
    int area = logits.height() * logits.width();
    return logits.at(k / area, k % area / logits.width(), k % logits.width());
  }

  static int blocks(int images) {
    return (images + Kernels.LANES - 1) / Kernels.LANES;
  }
}
