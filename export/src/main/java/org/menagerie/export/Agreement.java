package org.menagerie.export;

import java.io.IOException;
import org.menagerie.api.export.Exported;

/**
 * How far an exported network computes what its engine computes.
 *
 * @param runtime what ran it
 * @param images how many both were shown
 * @param largestDifference of two logits, relative to the largest logit of all where that is above
 *     1
 * @param changedAnswers images that it takes for another class
 */
public record Agreement(String runtime, int images, double largestDifference, int changedAnswers) {
  /** What 32-bit floats differ by when they are summed in another order. */
  private static final double TOLERANCE = 1e-4;

  /**
   * Shows images to both.
   *
   * @param pixels as {@link Exported#logits} takes them
   * @param expected the engine's logits, {@code [images][classes]}
   * @throws IOException if the exported network cannot be run
   */
  public static Agreement of(Exported exported, byte[][] pixels, float[][] expected)
      throws IOException {
    float[][] actual = exported.logits(pixels);
    double largest = 1;
    double difference = 0;
    int changed = 0;
    for (int i = 0; i < expected.length; i++) {
      for (int k = 0; k < expected[i].length; k++) {
        largest = Math.max(largest, Math.abs(expected[i][k]));
        double distance = Math.abs(actual[i][k] - expected[i][k]);
        // Neither is below the other if one is not a number.
        difference = distance <= difference ? difference : distance;
      }
      changed += answer(actual[i]) == answer(expected[i]) ? 0 : 1;
    }
    return new Agreement(exported.runtime(), expected.length, difference / largest, changed);
  }

  private static int answer(float[] logits) {
    int best = 0;
    for (int k = 1; k < logits.length; k++) {
      best = logits[k] > logits[best] ? k : best;
    }
    return best;
  }

  /** Whether it is the same network, to rounding. */
  public boolean isClose() {
    return largestDifference <= TOLERANCE;
  }
}
