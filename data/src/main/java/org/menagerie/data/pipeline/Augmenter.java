package org.menagerie.data.pipeline;

import java.util.List;
import org.menagerie.api.data.ImageSet;
import org.menagerie.api.error.ErrorCode;
import org.menagerie.api.error.MenagerieException;
import org.menagerie.api.random.RandomStream;
import org.menagerie.api.recipe.ImageTransform;

/** Applies all transforms to one image after another; for one thread at a time. */
final class Augmenter {
  private final String place;
  private final String purpose;
  private final ImageSet images;
  private final List<ImageTransform> transforms;
  private final long seed;
  private byte[] current;
  private byte[] next;

  private Augmenter(
      String place, String purpose, ImageSet images, List<ImageTransform> transforms, long seed) {
    this.place = place;
    this.purpose = purpose;
    this.images = images;
    this.transforms = List.copyOf(transforms);
    this.seed = seed;
    current = new byte[images.imageLength()];
    next = new byte[images.imageLength()];
  }

  static Augmenter training(ImageSet images, List<ImageTransform> transforms, long seed) {
    return new Augmenter("training image %d in epoch %d", "augmentation", images, transforms, seed);
  }

  /** For views of test images, which take the place of epochs. */
  static Augmenter test(ImageSet images, List<ImageTransform> transforms, long seed) {
    return new Augmenter("test image %d in view %d", "test_augmentation", images, transforms, seed);
  }

  /**
   * The image as this epoch sees it, in an array that the next call overwrites.
   *
   * @param before how often the epoch has had the image before: what is drawn for it differs
   */
  byte[] image(long epoch, int index, int before) {
    images.copyImage(index, current);
    RandomStream random =
        before == 0
            ? RandomStream.of(seed, purpose, epoch, index)
            : RandomStream.of(seed, purpose, epoch, index, before);
    for (int i = 0; i < transforms.size(); i++) {
      try {
        transforms.get(i).apply(current, next, images.shape(), random);
      } catch (RuntimeException e) {
        throw new MenagerieException(
            ErrorCode.RUN_FAILED,
            "Augmentation %d of %d failed on %s: %s"
                .formatted(
                    i + 1,
                    transforms.size(),
                    place.formatted(index, epoch),
                    e instanceof MenagerieException ? e.getMessage() : e),
            e);
      }
      byte[] changed = next;
      next = current;
      current = changed;
    }
    return current;
  }
}
