package org.menagerie.export.tensorboard;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import org.menagerie.export.protobuf.ProtoMessage;

/**
 * Values of a {@code Summary} in the form that TensorFlow 2 writes: a tensor, and metadata that
 * name the plug-in of TensorBoard that shows it.
 *
 * @see <a
 *     href="https://github.com/tensorflow/tensorboard/blob/master/tensorboard/compat/proto/summary.proto">summary.proto</a>
 */
final class Summaries {
  /** Element types of {@code DataType}. */
  private static final int FLOATS = 1;

  private static final int DOUBLES = 2;
  private static final int STRINGS = 7;

  /** Numbers of {@code DataClass}. */
  private static final int SCALAR = 1;

  private static final int TENSOR = 2;
  private static final int BLOB_SEQUENCE = 3;

  private Summaries() {}

  /** A point of a curve. */
  static ProtoMessage scalar(String tag, String description, double value) {
    return value(
        tag, metadata("scalars", new byte[0], SCALAR, description), scalarTensor((float) value));
  }

  /** How values are distributed. */
  static ProtoMessage histogram(String tag, String description, List<Bucket> buckets) {
    ByteBuffer content =
        ByteBuffer.allocate(3 * Double.BYTES * buckets.size()).order(ByteOrder.LITTLE_ENDIAN);
    buckets.forEach(
        bucket ->
            content.putDouble(bucket.left()).putDouble(bucket.right()).putDouble(bucket.count()));
    return value(
        tag,
        metadata("histograms", new byte[0], TENSOR, description),
        tensor(DOUBLES, buckets.size(), 3).raw(4, content.array()));
  }

  /** A picture, as the bytes of a PNG file. */
  static ProtoMessage image(String tag, String description, int width, int height, byte[] png) {
    return value(
        tag,
        metadata("images", new byte[0], BLOB_SEQUENCE, description),
        strings(List.of(number(width), number(height), png)));
  }

  /** A text in Markdown. */
  static ProtoMessage text(String tag, String description, String markdown) {
    return value(
        tag,
        metadata("text", new byte[0], TENSOR, description),
        strings(List.of(markdown.getBytes(UTF_8))));
  }

  /** A message for the plug-in {@code hparams}, which reads it where metadata are. */
  static ProtoMessage hyperParameters(String tag, ProtoMessage content) {
    return value(tag, metadata("hparams", content.toBytes(), TENSOR, ""), scalarTensor(0));
  }

  private static ProtoMessage value(String tag, ProtoMessage metadata, ProtoMessage tensor) {
    return new ProtoMessage().text(1, tag).message(9, metadata).message(8, tensor);
  }

  private static ProtoMessage metadata(
      String plugin, byte[] content, int dataClass, String description) {
    return new ProtoMessage()
        .message(1, new ProtoMessage().text(1, plugin).raw(2, content))
        .text(3, description)
        .integer(4, dataClass);
  }

  private static ProtoMessage scalarTensor(float value) {
    byte[] packed =
        ByteBuffer.allocate(Float.BYTES).order(ByteOrder.LITTLE_ENDIAN).putFloat(value).array();
    return tensor(FLOATS).raw(5, packed);
  }

  private static ProtoMessage strings(List<byte[]> values) {
    ProtoMessage tensor = tensor(STRINGS, values.size());
    values.forEach(value -> tensor.raw(8, value));
    return tensor;
  }

  private static byte[] number(int value) {
    return Integer.toString(value).getBytes(UTF_8);
  }

  /** A tensor without values; of one value if it has no dimensions. */
  private static ProtoMessage tensor(int type, int... dimensions) {
    ProtoMessage shape = new ProtoMessage();
    for (int dimension : dimensions) {
      shape.message(2, new ProtoMessage().integer(1, dimension));
    }
    return new ProtoMessage().integer(1, type).message(2, shape);
  }
}
