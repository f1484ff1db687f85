package org.menagerie.inference;

/** Probabilities of logits, in doubles, so that their sum is 1 to the last digit that is shown. */
public final class Softmax {
  private Softmax() {}

  /** Those of one image. */
  public static double[] of(double[] logits) {
    double largest = Double.NEGATIVE_INFINITY;
    for (double logit : logits) {
      largest = Math.max(largest, logit);
    }
    double[] probabilities = new double[logits.length];
    double sum = 0;
    for (int k = 0; k < logits.length; k++) {
      probabilities[k] = StrictMath.exp(logits[k] - largest);
      sum += probabilities[k];
    }
    for (int k = 0; k < logits.length; k++) {
      probabilities[k] /= sum;
    }
    return probabilities;
  }

  /** Those of one image, of 32-bit logits. */
  public static double[] of(float[] logits) {
    double[] doubles = new double[logits.length];
    for (int k = 0; k < logits.length; k++) {
      doubles[k] = logits[k];
    }
    return of(doubles);
  }
}
