package org.menagerie.data.mix;

import java.util.Arrays;
import org.menagerie.api.recipe.MixableBatch;

/**
 * The pairs of a batch: each image with the one before it, the first with the last, as {@code
 * tensor.roll(1, 0)} pairs them.
 */
final class Neighbours {
  private Neighbours() {}

  /** Changes part of a row of values by the same part of the row before it. */
  @FunctionalInterface
  interface Mix {

    /**
     * Changes one row.
     *
     * @param at where the row begins in {@code values}
     * @param other holds the row before as it was
     * @param otherAt where that begins
     */
    void row(float[] values, int at, float[] other, int otherAt);
  }

  /** Mixes each image with its partner. */
  static void mixImages(MixableBatch batch, Mix mix) {
    int length = Math.toIntExact(batch.shape().elements());
    float[] images = batch.images();
    int last = (batch.size() - 1) * length;
    float[] partnerOfFirst = Arrays.copyOfRange(images, last, last + length);
    // From the end, so that each partner is still as it was.
    for (int at = last; at > 0; at -= length) {
      mix.row(images, at, images, at - length);
    }
    mix.row(images, 0, partnerOfFirst, 0);
  }

  /**
   * Gives each image a share of its own label and the rest of its partner's.
   *
   * @param kept share of the own label
   */
  static void mixLabels(MixableBatch batch, double kept) {
    int classes = batch.classes();
    double[] labels = batch.softLabels();
    int last = (batch.size() - 1) * classes;
    double[] partnerOfFirst = Arrays.copyOfRange(labels, last, last + classes);
    for (int i = last + classes - 1; i >= classes; i--) {
      labels[i] = (1 - kept) * labels[i - classes] + kept * labels[i];
    }
    for (int k = 0; k < classes; k++) {
      labels[k] = (1 - kept) * partnerOfFirst[k] + kept * labels[k];
    }
  }
}
