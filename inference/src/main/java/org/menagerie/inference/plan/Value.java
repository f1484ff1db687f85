package org.menagerie.inference.plan;

import org.menagerie.api.network.Shape;

/**
 * What a step reads or writes: numbers of one image, channel by channel, row by row.
 *
 * @param id which numbers; flattening changes the shape and keeps them
 * @param shape how they are read
 */
public record Value(int id, Shape shape) {
  /** How many numbers. */
  public int length() {
    return Math.toIntExact(shape.elements());
  }

  /** Numbers of each channel. */
  public int area() {
    return shape.height() * shape.width();
  }
}
