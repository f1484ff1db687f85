package org.menagerie.engine.support.loss;

/** The softmax of logits, in double precision and without overflow. */
final class Softmax {
  private Softmax() {}

  /**
   * Computes the probabilities.
   *
   * @param probabilities takes them; as long as the logits
   * @return the logarithm of the sum of the logits' exponentials
   */
  static double of(float[] logits, double[] probabilities) {
    return of(logits, 1, probabilities);
  }

  /**
   * The same of logits that are divided by a temperature first.
   *
   * @param temperature greater than 0
   * @return the logarithm of the sum of the exponentials of the divided logits
   */
  static double of(float[] logits, double temperature, double[] probabilities) {
    double largest = Double.NEGATIVE_INFINITY;
    for (float logit : logits) {
      largest = Math.max(largest, logit);
    }
    double sum = 0;
    for (int k = 0; k < logits.length; k++) {
      probabilities[k] = StrictMath.exp((logits[k] - largest) / temperature);
      sum += probabilities[k];
    }
    for (int k = 0; k < logits.length; k++) {
      probabilities[k] /= sum;
    }
    return largest / temperature + StrictMath.log(sum);
  }
}
