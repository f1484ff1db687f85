package org.menagerie.data.augment;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import org.menagerie.api.network.Shape;
import org.menagerie.api.random.RandomStream;
import org.menagerie.api.recipe.ImageTransform;

/**
 * Images per second of this thread's processor time, each image with a random stream of its own;
 * the other side of {@code benchmarks/augmentation.py}.
 */
final class AugmentationSpeed {
  private static final int IMAGES = 100;
  private static final int ROUNDS = 6;
  private static final long NANOS = 300_000_000;
  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

  private final Shape shape;
  private final ImageTransform transform;
  private final byte[][] images;
  private final byte[] target;
  private long done;

  private AugmentationSpeed(Shape shape, String augmentation) {
    this.shape = shape;
    this.transform = RecipeText.transform(augmentation);
    int length = Math.toIntExact(shape.elements());
    this.images = new byte[IMAGES][length];
    this.target = new byte[length];
    RandomStream random = RandomStream.ofSeed(1);
    for (byte[] image : images) {
      for (int i = 0; i < length; i++) {
        image[i] = (byte) random.below(256);
      }
    }
  }

  /** Of the best round: the first ones warm up. */
  private double best() {
    double best = 0;
    for (int round = 0; round < ROUNDS; round++) {
      best = Math.max(best, round());
    }
    return best;
  }

  private double round() {
    long before = THREADS.getCurrentThreadCpuTime();
    long count = 0;
    long spent = 0;
    while (spent < NANOS) {
      for (byte[] image : images) {
        transform.apply(image, target, shape, RandomStream.of(1, "augmentation", 1, done++));
      }
      count += IMAGES;
      spent = THREADS.getCurrentThreadCpuTime() - before;
    }
    return count * 1e9 / spent;
  }

  /**
   * Prints a line for each augmentation: its text, a tab, images per second.
   *
   * @param lines the channels of the images, a tab, the text; colour images have more pixels
   */
  public static void main(String[] lines) {
    for (String line : lines) {
      int tab = line.indexOf('\t');
      Shape shape =
          line.substring(0, tab).equals("1") ? Shape.image(1, 28, 28) : Shape.image(3, 32, 32);
      String text = line.substring(tab + 1);
      System.out.println(text + "\t" + Math.round(new AugmentationSpeed(shape, text).best()));
    }
  }
}
