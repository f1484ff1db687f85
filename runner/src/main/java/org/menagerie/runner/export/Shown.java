package org.menagerie.runner.export;

import org.menagerie.api.error.MenagerieException;
import org.menagerie.api.network.Shape;
import org.menagerie.api.random.RandomStream;
import org.menagerie.runner.trained.TrainedRun;

/**
 * What a run's network and the exported one are shown.
 *
 * @param pixels of each image
 * @param what they are, in the plural
 * @param note on it, with a space before it; may be empty
 */
@SuppressWarnings("ArrayRecordComponent") // Nobody compares or hashes it.
record Shown(byte[][] pixels, String what, String note) {
  private static final int IMAGES = 1_000;
  private static final int LEVELS = 256;

  /** Test images of the run; noise where its data have gone, which shows a wrong weight as well. */
  static Shown to(TrainedRun trained) {
    try {
      return new Shown(
          TrainedRun.pixels(trained.dataset().get().test().first(IMAGES)), "test images", "");
    } catch (MenagerieException e) {
      return new Shown(
          noise(trained.network().input()),
          "images of noise",
          " It was not compared on test images: " + e.getMessage());
    }
  }

  /** From dark to full of contrast. */
  private static byte[][] noise(Shape shape) {
    RandomStream random = RandomStream.of(1, "export");
    byte[][] images = new byte[IMAGES][Math.toIntExact(shape.elements())];
    for (int i = 0; i < IMAGES; i++) {
      int levels = 1 + i * LEVELS / IMAGES;
      for (int k = 0; k < images[i].length; k++) {
        images[i][k] = (byte) random.below(levels);
      }
    }
    return images;
  }
}
