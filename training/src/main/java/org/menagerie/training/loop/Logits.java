package org.menagerie.training.loop;

/** Reads logits {@code [size, classes]} row by row. */
@SuppressWarnings("ArrayRecordComponent") // Arrays for speed; nobody compares or hashes these.
public record Logits(float[] values, int classes) {

  /** The class with the largest logit, the first of equals. */
  public int predicted(int image) {
    int offset = image * classes;
    int best = 0;
    for (int k = 1; k < classes; k++) {
      if (values[offset + k] > values[offset + best]) {
        best = k;
      }
    }
    return best;
  }

  /** Negative log-likelihood of {@code label}. */
  double crossEntropy(int image, int label) {
    int offset = image * classes;
    double largest = values[offset + predicted(image)];
    double sum = 0;
    for (int k = 0; k < classes; k++) {
      sum += Math.exp(values[offset + k] - largest);
    }
    return Math.log(sum) + largest - values[offset + label];
  }

  /** The probability of the predicted class. */
  double confidence(int image) {
    return Math.exp(-crossEntropy(image, predicted(image)));
  }
}
