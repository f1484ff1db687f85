package org.menagerie.training.loop;

import org.menagerie.api.engine.Batch;
import org.menagerie.api.recipe.Normalization;

/**
 * Turns images that are normalized in one way into the same images normalized in another.
 *
 * @param from how images come
 * @param to how they are wanted
 */
record Rescaling(Normalization from, Normalization to) {

  /** A batch of the rescaled images; the same where there is nothing to do. */
  Batch of(Batch batch) {
    if (from.equals(to)) {
      return batch;
    }
    double factor = from.std() / to.std();
    double shift = (from.mean() - to.mean()) / to.std();
    float[] images = new float[batch.images().length];
    for (int i = 0; i < images.length; i++) {
      images[i] = (float) (batch.images()[i] * factor + shift);
    }
    return Batch.of(images, batch.labels(), batch.size());
  }
}
