package org.menagerie.data.pipeline;

import org.menagerie.api.engine.Batch;
import org.menagerie.api.error.ErrorCode;
import org.menagerie.api.error.MenagerieException;
import org.menagerie.api.network.Shape;
import org.menagerie.api.random.RandomStream;
import org.menagerie.api.recipe.MixableBatch;

/**
 * Mixes filled batches, each on a stream of its own.
 *
 * @param shape of an image
 * @param seed of all random choices
 */
record BatchMixer(BatchMixing mixing, Shape shape, long seed) {

  /**
   * The batch as this epoch sees it, its images in the array of the buffer.
   *
   * @param size number of images in the buffer
   * @param number of the batch in its epoch, counted from 0
   */
  Batch mix(BatchBuffer buffer, int size, long epoch, int number) {
    MixableBatch batch =
        MixableBatch.of(buffer.images, buffer.labels, size, shape, mixing.classes());
    try {
      mixing.transform().apply(batch, RandomStream.of(seed, "batch_augmentation", epoch, number));
    } catch (RuntimeException e) {
      throw new MenagerieException(
          ErrorCode.RUN_FAILED,
          "The batch augmentation failed on batch %d in epoch %d: %s"
              .formatted(number + 1, epoch, e instanceof MenagerieException ? e.getMessage() : e),
          e);
    }
    return Batch.soft(buffer.images, batch.softLabels(), mixing.classes(), size);
  }
}
