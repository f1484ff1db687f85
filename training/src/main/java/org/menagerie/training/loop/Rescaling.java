package org.menagerie.training.loop;

import org.menagerie.api.engine.Batch;
import org.menagerie.api.recipe.Normalization;

/**
 * Turns images that are normalized in one way into the same images normalized in another.
 *
 * @param from how images come
 * @param to how they are wanted
 * @param plane pixels of a channel
 */
record Rescaling(Normalization from, Normalization to, int plane) {

  /** A batch of the rescaled images; the same where there is nothing to do. */
  Batch of(Batch batch) {
    if (from.equals(to)) {
      return batch;
    }
    int channels = Math.max(1, Math.max(from.channels().size(), to.channels().size()));
    float[] images = new float[batch.images().length];
    for (int start = 0; start < images.length; start += plane) {
      int channel = start / plane % channels;
      rescale(batch.images(), images, start, from.channel(channel), to.channel(channel));
    }
    return Batch.of(images, batch.labels(), batch.size());
  }

  private void rescale(
      float[] source, float[] target, int start, Normalization before, Normalization after) {
    double factor = before.std() / after.std();
    double shift = (before.mean() - after.mean()) / after.std();
    for (int i = start; i < Math.min(start + plane, target.length); i++) {
      target[i] = (float) (source[i] * factor + shift);
    }
  }
}
