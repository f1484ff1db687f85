package org.menagerie.api.recipe;

import org.menagerie.api.network.Shape;

/**
 * A training batch that a {@link BatchTransform} may change: images and labels, which begin as 1
 * for the class of an image and 0 for all else.
 */
public final class MixableBatch {
  private final float[] images;
  private final double[] softLabels;
  private final int size;
  private final Shape shape;
  private final int classes;

  private MixableBatch(float[] images, double[] softLabels, int size, Shape shape, int classes) {
    this.images = images;
    this.softLabels = softLabels;
    this.size = size;
    this.shape = shape;
    this.classes = classes;
  }

  /**
   * A batch before it is mixed.
   *
   * @param images normalised inputs, which are not copied
   * @param labels one class per image, counted from 0
   * @param size number of images
   * @param shape of an image
   * @throws IllegalArgumentException if an array is too short
   */
  public static MixableBatch of(float[] images, int[] labels, int size, Shape shape, int classes) {
    if (images.length < size * shape.elements() || labels.length < size) {
      throw new IllegalArgumentException("arrays too short for a batch of " + size);
    }
    double[] softLabels = new double[Math.multiplyExact(size, classes)];
    for (int i = 0; i < size; i++) {
      softLabels[i * classes + labels[i]] = 1;
    }
    return new MixableBatch(images, softLabels, size, shape, classes);
  }

  /**
   * Normalised inputs, image by image, channel by channel, row by row; not copied. The array may be
   * longer than the batch.
   */
  public float[] images() {
    return images;
  }

  /** Probability of each class, {@code [size, classes]}, row by row; not copied. */
  public double[] softLabels() {
    return softLabels;
  }

  /** Number of images. */
  public int size() {
    return size;
  }

  /** Shape of one image, {@code [channels, height, width]}. */
  public Shape shape() {
    return shape;
  }

  /** Number of classes. */
  public int classes() {
    return classes;
  }
}
