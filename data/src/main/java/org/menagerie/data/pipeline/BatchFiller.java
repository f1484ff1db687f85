package org.menagerie.data.pipeline;

import java.util.Optional;
import org.menagerie.api.data.ImageSet;
import org.menagerie.api.engine.Batch;
import org.menagerie.api.recipe.Normalization;

/** Writes images as network inputs, and makes batches of them; for one thread at a time. */
final class BatchFiller {
  private static final int LEVELS = 256;

  private final ImageSet images;
  private final Augmenter augmenter;
  private final Optional<BatchMixer> mixer;

  /** The input of each level, by channel. */
  private final float[][] inputs;

  /** Pixels of a channel. */
  private final int plane;

  BatchFiller(
      ImageSet images,
      Augmenter augmenter,
      Normalization normalization,
      Optional<BatchMixer> mixer) {
    this.images = images;
    this.augmenter = augmenter;
    this.mixer = mixer;
    plane = images.shape().height() * images.shape().width();
    inputs = new float[images.shape().channels()][LEVELS];
    for (int channel = 0; channel < inputs.length; channel++) {
      for (int level = 0; level < LEVELS; level++) {
        inputs[channel][level] = normalization.channel(channel).apply(level);
      }
    }
  }

  /**
   * Writes image {@code index} of the set to {@code position} of the batch.
   *
   * @param before how often the epoch has had the image before
   */
  void put(BatchBuffer buffer, int position, long epoch, int index, int before) {
    byte[] image = augmenter.image(epoch, index, before);
    int start = position * image.length;
    for (int channel = 0; channel < inputs.length; channel++) {
      float[] input = inputs[channel];
      for (int i = channel * plane; i < (channel + 1) * plane; i++) {
        buffer.images[start + i] = input[image[i] & 0xFF];
      }
    }
    buffer.labels[position] = images.label(index);
  }

  /**
   * The batch of the images in a buffer.
   *
   * @param number of the batch in its epoch, counted from 0
   */
  Batch batch(BatchBuffer buffer, int size, long epoch, int number) {
    return mixer
        .map(present -> present.mix(buffer, size, epoch, number))
        .orElseGet(() -> Batch.of(buffer.images, buffer.labels, size));
  }
}
