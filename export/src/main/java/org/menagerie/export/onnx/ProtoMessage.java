package org.menagerie.export.onnx;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * A message in the binary form of Protocol Buffers, field by field.
 *
 * @see <a href="https://protobuf.dev/programming-guides/encoding/">Encoding</a>
 */
final class ProtoMessage {
  private static final int VARINT = 0;
  private static final int LENGTH = 2;
  private static final int FIXED_32 = 5;

  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

  ProtoMessage integer(int field, long value) {
    tag(field, VARINT);
    varint(value);
    return this;
  }

  ProtoMessage integers(int field, long... values) {
    for (long value : values) {
      integer(field, value);
    }
    return this;
  }

  ProtoMessage number(int field, float value) {
    tag(field, FIXED_32);
    byte[] raw =
        ByteBuffer.allocate(Float.BYTES).order(ByteOrder.LITTLE_ENDIAN).putFloat(value).array();
    bytes.writeBytes(raw);
    return this;
  }

  ProtoMessage text(int field, String value) {
    return raw(field, value.getBytes(UTF_8));
  }

  ProtoMessage raw(int field, byte[] value) {
    tag(field, LENGTH);
    varint(value.length);
    bytes.writeBytes(value);
    return this;
  }

  ProtoMessage message(int field, ProtoMessage value) {
    return raw(field, value.toBytes());
  }

  byte[] toBytes() {
    return bytes.toByteArray();
  }

  private void tag(int field, int wireType) {
    varint(((long) field << 3) | wireType);
  }

  private void varint(long value) {
    long left = value;
    while ((left & ~0x7FL) != 0) {
      bytes.write((int) ((left & 0x7F) | 0x80));
      left >>>= 7;
    }
    bytes.write((int) left);
  }
}
