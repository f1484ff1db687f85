package org.menagerie.data.augment;

import org.menagerie.api.network.Shape;
import org.menagerie.api.random.RandomStream;
import org.menagerie.api.recipe.ImageTransform;

/**
 * Images per second on one thread, each image with a stream of its own; the other side of {@code
 * benchmarks/augmentation.py}. The arguments are the texts of augmentations.
 */
final class AugmentationBenchmark {
  private static final Shape SHAPE = Shape.image(1, 28, 28);
  private static final int IMAGES = 100;
  private static final long SECOND = 1_000_000_000L;

  private AugmentationBenchmark() {}

  public static void main(String[] texts) {
    byte[][] images = new byte[IMAGES][28 * 28];
    RandomStream random = RandomStream.ofSeed(1);
    for (byte[] image : images) {
      for (int i = 0; i < image.length; i++) {
        image[i] = (byte) random.below(256);
      }
    }
    for (String text : texts) {
      ImageTransform transform = RecipeText.transform(text);
      imagesPerSecond(transform, images, SECOND);
      System.out.printf("%s\t%.0f%n", text, imagesPerSecond(transform, images, SECOND));
    }
  }

  private static double imagesPerSecond(ImageTransform transform, byte[][] images, long nanos) {
    byte[] target = new byte[28 * 28];
    long done = 0;
    long check = 0;
    long start = System.nanoTime();
    long now = start;
    while (now - start < nanos) {
      for (byte[] image : images) {
        transform.apply(image, target, SHAPE, RandomStream.of(1, "augmentation", 1, done++));
        check += target[400];
      }
      now = System.nanoTime();
    }
    if (check == Long.MIN_VALUE) {
      throw new AssertionError("never; but it keeps the work from being optimised away");
    }
    return done * (double) SECOND / (now - start);
  }
}
