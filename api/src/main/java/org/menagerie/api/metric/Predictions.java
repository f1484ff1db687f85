package org.menagerie.api.metric;

/**
 * What a network says of images, and what they are. The arrays are handed over, not copied, and
 * must not be changed by anyone afterwards.
 */
public final class Predictions {
  private final double[][] probabilities;
  private final int[] labels;
  private final int[] answers;

  /**
   * Takes the arrays as they are.
   *
   * @param probabilities {@code [images][classes]}, at least one of either
   * @param labels the true class of each image, from 0 on
   * @throws IllegalArgumentException if the arrays do not belong together, a label is no class, or
   *     a probability is not from 0 to 1
   */
  public Predictions(double[][] probabilities, int[] labels) {
    if (labels.length == 0 || probabilities.length != labels.length) {
      throw new IllegalArgumentException(
          "%d labels do not go with predictions of %d images"
              .formatted(labels.length, probabilities.length));
    }
    this.probabilities = probabilities;
    this.labels = labels;
    this.answers = new int[labels.length];
    for (int i = 0; i < labels.length; i++) {
      answers[i] = answer(probabilities[i], probabilities[0].length);
      if (labels[i] < 0 || labels[i] >= classes()) {
        throw new IllegalArgumentException(
            "image %d has the label %d of %d classes".formatted(i, labels[i], classes()));
      }
    }
  }

  private Predictions(double[][] probabilities, int[] labels, int[] answers) {
    this.probabilities = probabilities;
    this.labels = labels;
    this.answers = answers;
  }

  /**
   * The predictions of some of the images, each as often as it is named, as a bootstrap needs them.
   *
   * @param images at least one, counted from 0
   */
  public Predictions of(int[] images) {
    if (images.length == 0) {
      throw new IllegalArgumentException("predictions are of at least one image");
    }
    double[][] some = new double[images.length][];
    int[] ofSome = new int[images.length];
    int[] answered = new int[images.length];
    for (int i = 0; i < images.length; i++) {
      some[i] = probabilities[images[i]];
      ofSome[i] = labels[images[i]];
      answered[i] = answers[images[i]];
    }
    return new Predictions(some, ofSome, answered);
  }

  private static int answer(double[] row, int classes) {
    if (row.length != classes || classes == 0) {
      throw new IllegalArgumentException(
          "%d probabilities where there are %d classes".formatted(row.length, classes));
    }
    int best = 0;
    for (int k = 0; k < classes; k++) {
      if (!(row[k] >= 0 && row[k] <= 1)) {
        throw new IllegalArgumentException(row[k] + " is no probability");
      }
      best = row[k] > row[best] ? k : best;
    }
    return best;
  }

  /** Number of images. */
  public int images() {
    return labels.length;
  }

  /** Number of classes. */
  public int classes() {
    return probabilities[0].length;
  }

  /** The probability that the network gives a class of an image. */
  public double probability(int image, int label) {
    return probabilities[image][label];
  }

  /** The true class of an image. */
  public int label(int image) {
    return labels[image];
  }

  /** The likeliest class of an image, the first of equals. */
  public int answer(int image) {
    return answers[image];
  }

  /** Number of images by true class, the rows, and answer, the columns. */
  public int[][] confusion() {
    int[][] counts = new int[classes()][classes()];
    for (int i = 0; i < labels.length; i++) {
      counts[labels[i]][answers[i]]++;
    }
    return counts;
  }
}
