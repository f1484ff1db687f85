package org.menagerie.api.data;

import java.util.Arrays;
import org.menagerie.api.network.Shape;

/**
 * Labelled 8-bit images, in memory or elsewhere. Arrays are handed over, not copied, and must not
 * be changed by anyone afterwards.
 */
public final class ImageSet {
  private final Shape shape;
  private final Pixels pixels;
  private final int[] labels;

  /** The levels of images that lie elsewhere than in an array, such as in a file. */
  @FunctionalInterface
  public interface Pixels {

    /**
     * Copies an image to the beginning of an array; called by several threads at once.
     *
     * @param index from 0
     * @param target at least as long as an image
     */
    void copy(int index, byte[] target);
  }

  private ImageSet(Shape shape, Pixels pixels, int[] labels) {
    this.shape = shape;
    this.pixels = pixels;
    this.labels = labels;
  }

  /**
   * Images whose levels lie elsewhere.
   *
   * @param shape {@code [channels, height, width]} of each image
   * @param pixels grey levels 0 to 255, channel by channel, row by row; always the same
   * @param labels one class per image, counted from 0
   * @throws IllegalArgumentException if the shape is not that of an image
   */
  public static ImageSet of(Shape shape, Pixels pixels, int[] labels) {
    if (!shape.isImage()) {
      throw new IllegalArgumentException(shape + " is not the shape of an image");
    }
    return new ImageSet(shape, pixels, labels);
  }

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
    int length = imageLength();
    this.pixels = (index, target) -> System.arraycopy(pixels, index * length, target, 0, length);
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
    pixels.copy(index, target);
  }

  /** The images of these indices, in this order; their levels stay where they are. */
  public ImageSet choose(int[] indices) {
    int[] chosen = indices.clone();
    int[] classes = new int[chosen.length];
    for (int i = 0; i < chosen.length; i++) {
      classes[i] = labels[chosen[i]];
    }
    return new ImageSet(shape, (index, target) -> pixels.copy(chosen[index], target), classes);
  }

  /** The first {@code count} images, sharing nothing with this set; all if there are fewer. */
  public ImageSet first(int count) {
    int kept = Math.min(count, size());
    int length = imageLength();
    byte[] copied = new byte[Math.multiplyExact(kept, length)];
    byte[] image = new byte[length];
    for (int i = 0; i < kept; i++) {
      pixels.copy(i, image);
      System.arraycopy(image, 0, copied, i * length, length);
    }
    return new ImageSet(shape, copied, Arrays.copyOf(labels, kept));
  }
}
