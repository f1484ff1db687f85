package org.menagerie.api.data;

import static java.util.Objects.requireNonNull;

import org.menagerie.api.network.Shape;

/**
 * What a data set's images have in common, which is what a network must fit.
 *
 * @param shape {@code [channels, height, width]} of each image
 * @param classes number of classes; labels are 0 to classes - 1
 */
public record ImageFormat(Shape shape, int classes) {

  /**
   * Checks the values.
   *
   * @throws IllegalArgumentException if the shape is none of an image, or there is no class
   */
  public ImageFormat {
    requireNonNull(shape, "shape is null");
    if (!shape.isImage()) {
      throw new IllegalArgumentException(shape + " is no shape of images");
    }
    if (classes < 1) {
      throw new IllegalArgumentException("the number of classes must be positive: " + classes);
    }
  }

  @Override
  public String toString() {
    return "images %s of %d classes".formatted(shape, classes);
  }
}
