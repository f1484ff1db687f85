package org.menagerie.engine.djl;

import ai.djl.ndarray.types.Shape;
import org.menagerie.api.network.Size;

/** Shapes as DJL expects them. */
final class Shapes {
  private Shapes() {}

  static Shape of(org.menagerie.api.network.Shape shape) {
    return new Shape(shape.dimensions().stream().mapToLong(Integer::longValue).toArray());
  }

  /** With the batch dimension in front. */
  static Shape batch(int size, org.menagerie.api.network.Shape sample) {
    return new Shape(size).addAll(of(sample));
  }

  static Shape of(Size size) {
    return new Shape(size.height(), size.width());
  }
}
