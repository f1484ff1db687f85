package org.menagerie.training.run;

import org.jspecify.annotations.Nullable;

/**
 * How a network judged images.
 *
 * @param loss mean cross-entropy, without smoothing
 * @param accuracy in percent
 * @param correct number of images classified correctly
 */
public record Scores(double loss, double accuracy, int correct) {
  static Scores orZeros(@Nullable Scores scores) {
    return scores == null ? new Scores(0, 0, 0) : scores;
  }

  Scores withLoss(double other) {
    return new Scores(other, accuracy, correct);
  }

  Scores withAccuracy(double other) {
    return new Scores(loss, other, correct);
  }

  Scores withCorrect(int other) {
    return new Scores(loss, accuracy, other);
  }
}
