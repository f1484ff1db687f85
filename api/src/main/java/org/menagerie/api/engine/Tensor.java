package org.menagerie.api.engine;

import org.menagerie.api.network.Shape;

/**
 * A named value of a network or optimizer, outside of any engine.
 *
 * @param shape for example {@code [out, in, kernel, kernel]}
 * @param values row by row; handed over, not copied
 */
@SuppressWarnings("ArrayRecordComponent") // Arrays for speed; nobody compares or hashes these.
public record Tensor(Shape shape, float[] values) {

  public Tensor {
    if (shape.elements() != values.length) {
      throw new IllegalArgumentException(
          "shape %s does not go with %d values".formatted(shape, values.length));
    }
  }
}
