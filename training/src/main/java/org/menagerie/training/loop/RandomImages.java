package org.menagerie.training.loop;

import org.menagerie.api.engine.Batch;
import org.menagerie.api.network.Network;
import org.menagerie.api.random.RandomStream;

/** Images that stand for any others, where a network is tried without a data set. */
public final class RandomImages {
  private RandomImages() {}

  /**
   * A batch of {@code size} normally distributed images with random labels, and for losses that
   * need one a teacher who knows nothing.
   */
  public static Batch batch(Network network, int size, long seed) {
    RandomStream random = RandomStream.of(seed, "images");
    int classes = Math.toIntExact(network.output().elements());
    float[] images = new float[size * Math.toIntExact(network.input().elements())];
    for (int i = 0; i < images.length; i++) {
      images[i] = (float) random.gaussian();
    }
    int[] labels = new int[size];
    for (int i = 0; i < size; i++) {
      labels[i] = random.below(classes);
    }
    return Batch.of(images, labels, size).withTeacher(new float[size * classes]);
  }
}
