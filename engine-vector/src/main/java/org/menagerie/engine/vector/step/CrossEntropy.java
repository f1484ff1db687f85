package org.menagerie.engine.vector.step;

/**
 * Cross-entropy of the logits with smoothed labels, and its gradient.
 *
 * @param smoothing share of the target that all classes have in common, from 0 to 1
 * @see <a href="https://arxiv.org/abs/1512.00567">Szegedy et al.: Rethinking the Inception
 *     Architecture (2015)</a>
 */
record CrossEntropy(double smoothing) implements Loss {

  @Override
  public double ofImage(float[] logits, int at, int label, int images, float[] gradient) {
    int classes = gradient.length;
    double largest = Double.NEGATIVE_INFINITY;
    for (int k = 0; k < classes; k++) {
      largest = Math.max(largest, logits[at + k]);
    }
    double sum = 0;
    double[] powers = new double[classes];
    for (int k = 0; k < classes; k++) {
      powers[k] = StrictMath.exp(logits[at + k] - largest);
      sum += powers[k];
    }
    double logSum = largest + StrictMath.log(sum);
    double loss = 0;
    for (int k = 0; k < classes; k++) {
      double target = smoothing / classes + (k == label ? 1 - smoothing : 0);
      loss += target * (logSum - logits[at + k]);
      gradient[k] = (float) ((powers[k] / sum - target) / images);
    }
    return loss;
  }
}
