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

  /**
   * The logarithms of all probabilities of an image.
   *
   * @param loss its {@link #crossEntropy} with {@code label}
   */
  float[] logarithms(int image, int label, double loss) {
    int offset = image * classes;
    double normalizer = loss + values[offset + label];
    float[] logarithms = new float[classes];
    for (int k = 0; k < classes; k++) {
      logarithms[k] = (float) Math.min(0, values[offset + k] - normalizer);
    }
    return logarithms;
  }

  /** The probability of the predicted class. */
  double confidence(int image) {
    return Math.exp(-crossEntropy(image, predicted(image)));
  }
}
