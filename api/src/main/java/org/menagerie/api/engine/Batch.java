package org.menagerie.api.engine;

/**
 * Images ready for a network. The arrays may be longer than the batch and belong to the caller: an
 * engine must not use them after its method has returned.
 */
public final class Batch {
  private final float[] images;
  private final int[] labels;
  private final int size;

  private Batch(float[] images, int[] labels, int size) {
    this.images = images;
    this.labels = labels;
    this.size = size;
  }

  /**
   * A batch over these arrays, which are not copied.
   *
   * @param images normalised inputs, image by image, channel by channel, row by row
   * @param labels one class per image
   * @param size number of images
   * @throws IllegalArgumentException if there is no image, or an array is too short
   */
  public static Batch of(float[] images, int[] labels, int size) {
    if (size <= 0) {
      throw new IllegalArgumentException("a batch needs at least one image: " + size);
    }
    if (labels.length < size || images.length < size) {
      throw new IllegalArgumentException("arrays too short for a batch of " + size);
    }
    return new Batch(images, labels, size);
  }

  /** Normalised inputs, image by image, channel by channel, row by row; not copied. */
  public float[] images() {
    return images;
  }

  /** One class per image; not copied. */
  public int[] labels() {
    return labels;
  }

  /** Number of images. */
  public int size() {
    return size;
  }
}
