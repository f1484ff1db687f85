package org.menagerie.training.checkpoint;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Optional;
import org.menagerie.training.run.Half;

/** The floats of the safetensors format, by its names for them. */
enum NumberType {
  F64(Double.BYTES) {
    @Override
    float next(ByteBuffer data) {
      return (float) data.getDouble();
    }
  },
  F32(Float.BYTES) {
    @Override
    float next(ByteBuffer data) {
      return data.getFloat();
    }
  },
  F16(Short.BYTES) {
    @Override
    float next(ByteBuffer data) {
      return Half.toFloat(data.getShort());
    }
  },
  /** The upper half of a 32-bit float. */
  BF16(Short.BYTES) {
    @Override
    float next(ByteBuffer data) {
      return Float.intBitsToFloat(data.getShort() << Short.SIZE);
    }
  };

  private final int bytes;

  NumberType(int bytes) {
    this.bytes = bytes;
  }

  static Optional<NumberType> named(String name) {
    return Arrays.stream(values()).filter(type -> type.name().equals(name)).findFirst();
  }

  /** Of one number. */
  int bytes() {
    return bytes;
  }

  /** The next number, as a 32-bit float. */
  abstract float next(ByteBuffer data);

  float[] values(ByteBuffer data, int count) {
    float[] values = new float[count];
    for (int i = 0; i < count; i++) {
      values[i] = next(data);
    }
    return values;
  }
}
