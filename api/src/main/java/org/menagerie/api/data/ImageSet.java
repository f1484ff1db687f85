package org.menagerie.api.data;

import java.util.Arrays;
import org.menagerie.api.network.Shape;

/**
 * Labelled 8-bit images in memory. The arrays are handed over, not copied, and must not be changed
 * by anyone afterwards.
 */
public final class ImageSet {
  private final Shape shape;
  private final byte[] pixels;
  private final int[] labels;

  /**
   * Takes the pixels as they are.
   *
   * @param shape {@code [channels, height, width]} of each image
   * @param pixels grey levels 0 to 255, image by image, channel by channel, row by row
   * @param labels one class per image, counted from 0, as unsigned bytes
   * @throws IllegalArgumentException if the arrays' lengths do not belong together
   */
  public ImageSet(Shape shape, byte[] pixels, byte[] labels) {
    this(shape, pixels, unsigned(labels));
  }

  /**
   * Takes the arrays as they are; for any number of classes.
   *
   * @param shape {@code [channels, height, width]} of each image
   * @param pixels grey levels 0 to 255, image by image, channel by channel, row by row
   * @param labels one class per image, counted from 0
   * @throws IllegalArgumentException if the arrays' lengths do not belong together
   */
  public ImageSet(Shape shape, byte[] pixels, int[] labels) {
    if (!shape.isImage() || pixels.length != labels.length * shape.elements()) {
      throw new IllegalArgumentException(
          "%d labels of images %s do not go with %d pixels"
              .formatted(labels.length, shape, pixels.length));
    }
    this.shape = shape;
    this.pixels = pixels;
    this.labels = labels;
  }

  private static int[] unsigned(byte[] labels) {
    int[] wide = new int[labels.length];
    for (int i = 0; i < wide.length; i++) {
      wide[i] = Byte.toUnsignedInt(labels[i]);
    }
    return wide;
  }

  /** Shape of one image, {@code [channels, height, width]}. */
  public Shape shape() {
    return shape;
  }

  /** Number of images. */
  public int size() {
    return labels.length;
  }

  /** Pixels of one image. */
  public int imageLength() {
    return Math.toIntExact(shape.elements());
  }

  /** The class of image {@code index}. */
  public int label(int index) {
    return labels[index];
  }

  /** Copies image {@code index} to the beginning of {@code target}. */
  public void copyImage(int index, byte[] target) {
    int length = imageLength();
    System.arraycopy(pixels, index * length, target, 0, length);
  }

  /** The images of these indices, in this order, sharing nothing with this set. */
  public ImageSet choose(int[] indices) {
    int length = imageLength();
    byte[] chosen = new byte[Math.multiplyExact(indices.length, length)];
    int[] classes = new int[indices.length];
    for (int i = 0; i < indices.length; i++) {
      System.arraycopy(pixels, indices[i] * length, chosen, i * length, length);
      classes[i] = labels[indices[i]];
    }
    return new ImageSet(shape, chosen, classes);
  }

  /** The first {@code count} images, sharing nothing with this set; all if there are fewer. */
  public ImageSet first(int count) {
    int kept = Math.min(count, size());
    return new ImageSet(
        shape, Arrays.copyOf(pixels, kept * imageLength()), Arrays.copyOf(labels, kept));
  }
}
