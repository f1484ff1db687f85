package org.menagerie.data.pipeline;

import org.menagerie.api.data.ImageSet;
import org.menagerie.api.recipe.Normalization;

/** Writes images as network inputs; for one thread at a time. */
final class BatchFiller {
  private static final int LEVELS = 256;

  private final ImageSet images;
  private final Augmenter augmenter;
  private final float[] inputs = new float[LEVELS];

  BatchFiller(ImageSet images, Augmenter augmenter, Normalization normalization) {
    this.images = images;
    this.augmenter = augmenter;
    for (int level = 0; level < LEVELS; level++) {
      inputs[level] = normalization.apply(level);
    }
  }

  /** Writes image {@code index} of the set to {@code position} of the batch. */
  void put(BatchBuffer buffer, int position, long epoch, int index) {
    byte[] image = augmenter.image(epoch, index);
    int start = position * image.length;
    for (int i = 0; i < image.length; i++) {
      buffer.images[start + i] = inputs[image[i] & 0xFF];
    }
    buffer.labels[position] = images.label(index);
  }
}
