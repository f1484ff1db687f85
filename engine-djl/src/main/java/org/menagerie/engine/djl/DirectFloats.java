package org.menagerie.engine.djl;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * Native memory that arrays are created on. PyTorch uses it in place, MXNet copies it; so it may be
 * written again only once the arrays of the last step are closed.
 */
final class DirectFloats {
  private final ByteBuffer bytes;

  DirectFloats(int capacity) {
    bytes = ByteBuffer.allocateDirect(capacity * Float.BYTES).order(ByteOrder.nativeOrder());
  }

  int capacity() {
    return bytes.capacity() / Float.BYTES;
  }

  /** Copies the first {@code length} values. */
  void write(float[] values, int length) {
    bytes.asFloatBuffer().put(0, values, 0, length);
  }

  /** An array on the values from {@code offset}. */
  NDArray array(NDManager manager, int offset, Shape shape) {
    int begin = offset * Float.BYTES;
    int length = Math.toIntExact(shape.size() * Float.BYTES);
    ByteBuffer slice = bytes.slice(begin, length).order(ByteOrder.nativeOrder());
    return manager.create(slice, shape, DataType.FLOAT32);
  }
}
