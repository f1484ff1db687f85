package org.menagerie.engine.djl;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;

/**
 * {@link DirectFloats} for one array at a time, as large as the largest so far. It stays reachable
 * while an engine reads it: what {@code NDManager.create(float...)} allocates for its copy may be
 * collected before MXNet has taken the values.
 */
final class GrowingFloats {
  private DirectFloats memory = new DirectFloats(0);

  /** An array on the first values, as many as the shape has. */
  NDArray write(float[] values, NDManager manager, Shape shape) {
    int length = Math.toIntExact(shape.size());
    if (memory.capacity() < length) {
      memory = new DirectFloats(length);
    }
    memory.write(values, length);
    return memory.array(manager, 0, shape);
  }
}
