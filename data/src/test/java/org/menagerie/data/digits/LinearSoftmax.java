package org.menagerie.data.digits;

import org.menagerie.api.data.ImageSet;
import org.menagerie.api.random.RandomStream;

/** Logistic regression on the pixels, trained one image at a time. */
final class LinearSoftmax {
  private static final int CLASSES = 10;
  private static final double LEARNING_RATE = 0.002;

  private final double[][] weights;
  private final double[] biases = new double[CLASSES];

  LinearSoftmax(int pixels) {
    weights = new double[CLASSES][pixels];
  }

  void train(ImageSet images, int epochs) {
    for (int epoch = 0; epoch < epochs; epoch++) {
      RandomStream random = RandomStream.of(0, "order", epoch);
      for (int i = 0; i < images.size(); i++) {
        int chosen = random.below(images.size());
        step(pixels(images, chosen), images.label(chosen));
      }
    }
  }

  /** Percent of the images whose class it tells. */
  double accuracy(ImageSet images) {
    int right = 0;
    for (int i = 0; i < images.size(); i++) {
      double[] logits = logits(pixels(images, i));
      int best = 0;
      for (int k = 1; k < CLASSES; k++) {
        best = logits[k] > logits[best] ? k : best;
      }
      right += best == images.label(i) ? 1 : 0;
    }
    return 100.0 * right / images.size();
  }

  private void step(double[] pixels, int label) {
    double[] logits = logits(pixels);
    double sum = 0;
    for (int k = 0; k < CLASSES; k++) {
      logits[k] = Math.exp(logits[k]);
      sum += logits[k];
    }
    for (int k = 0; k < CLASSES; k++) {
      double change = LEARNING_RATE * ((k == label ? 1 : 0) - logits[k] / sum);
      biases[k] += change;
      for (int p = 0; p < pixels.length; p++) {
        weights[k][p] += change * pixels[p];
      }
    }
  }

  private double[] logits(double[] pixels) {
    double[] logits = biases.clone();
    for (int k = 0; k < CLASSES; k++) {
      for (int p = 0; p < pixels.length; p++) {
        logits[k] += weights[k][p] * pixels[p];
      }
    }
    return logits;
  }

  private static double[] pixels(ImageSet images, int index) {
    byte[] levels = new byte[images.imageLength()];
    images.copyImage(index, levels);
    double[] pixels = new double[levels.length];
    for (int p = 0; p < levels.length; p++) {
      pixels[p] = (Byte.toUnsignedInt(levels[p]) / 255.0 - 0.1307) / 0.3081;
    }
    return pixels;
  }
}
