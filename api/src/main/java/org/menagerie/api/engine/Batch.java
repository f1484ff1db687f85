package org.menagerie.api.engine;

import java.util.Optional;

/**
 * Images ready for a network. The arrays may be longer than the batch and belong to the caller: an
 * engine must not use them after its method has returned.
 */
public final class Batch {
  private final float[] images;
  private final int[] labels;
  private final Optional<double[]> softLabels;
  private final Optional<float[]> teacher;
  private final int size;

  private Batch(
      float[] images,
      int[] labels,
      Optional<double[]> softLabels,
      Optional<float[]> teacher,
      int size) {
    this.images = images;
    this.labels = labels;
    this.softLabels = softLabels;
    this.teacher = teacher;
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
    requireRoom(size, images.length, labels.length);
    return new Batch(images, labels, Optional.empty(), Optional.empty(), size);
  }

  /**
   * A batch whose images belong to several classes each, over these arrays, which are not copied.
   * The {@link #labels} are the classes that the images belong to most, the first of equals.
   *
   * @param images normalised inputs, image by image, channel by channel, row by row
   * @param softLabels probability of each class, {@code [size, classes]}, row by row
   * @param size number of images
   * @throws IllegalArgumentException if there is no image or class, or an array is too short
   */
  public static Batch soft(float[] images, double[] softLabels, int classes, int size) {
    if (classes <= 0) {
      throw new IllegalArgumentException("soft labels need at least one class: " + classes);
    }
    requireRoom(size, images.length, softLabels.length / classes);
    int[] labels = new int[size];
    for (int i = 0; i < size; i++) {
      for (int k = 1; k < classes; k++) {
        if (softLabels[i * classes + k] > softLabels[i * classes + labels[i]]) {
          labels[i] = k;
        }
      }
    }
    return new Batch(images, labels, Optional.of(softLabels), Optional.empty(), size);
  }

  /**
   * The same batch beside what a teacher makes of it, over the same arrays, which are not copied.
   *
   * @param logits that the teacher gives the images, {@code [size, classes]}, row by row
   * @throws IllegalArgumentException if they are fewer than the images
   */
  public Batch withTeacher(float[] logits) {
    if (logits.length < size) {
      throw new IllegalArgumentException("too few logits for a batch of " + size);
    }
    return new Batch(images, labels, softLabels, Optional.of(logits), size);
  }

  private static void requireRoom(int size, int images, int labels) {
    if (size <= 0) {
      throw new IllegalArgumentException("a batch needs at least one image: " + size);
    }
    if (labels < size || images < size) {
      throw new IllegalArgumentException("arrays too short for a batch of " + size);
    }
  }

  /** Normalised inputs, image by image, channel by channel, row by row; not copied. */
  public float[] images() {
    return images;
  }

  /** One class per image; not copied. */
  public int[] labels() {
    return labels;
  }

  /**
   * Probability of each class, {@code [size, classes]}, row by row; not copied. Where there are
   * soft labels, the loss is that of these; empty = each image belongs to its label alone.
   */
  public Optional<double[]> softLabels() {
    return softLabels;
  }

  /**
   * Logits that a teacher gives the images, {@code [size, classes]}, row by row; not copied. There
   * where the loss {@linkplain org.menagerie.api.recipe.Loss#needsTeacher needs} them.
   */
  public Optional<float[]> teacher() {
    return teacher;
  }

  /** Number of images. */
  public int size() {
    return size;
  }
}
