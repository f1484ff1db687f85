package org.menagerie.export.onnx;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.menagerie.api.network.Shape;
import org.menagerie.export.protobuf.ProtoMessage;

/**
 * A graph of ONNX in the making: nodes in order, and the constants they take.
 *
 * @see <a href="https://github.com/onnx/onnx/blob/main/onnx/onnx.proto">onnx.proto</a>
 */
final class Graph {
  /** Element types of {@code TensorProto.DataType}. */
  static final int FLOAT = 1;

  static final int UINT8 = 2;
  private static final int INT8 = 3;
  static final int INT32 = 6;
  private static final int INT64 = 7;

  private final ProtoMessage message = new ProtoMessage();
  private final Set<String> values = new LinkedHashSet<>();

  /** What a node is given besides its inputs. */
  record Attribute(ProtoMessage message) {
    private static final int TYPE = 20;

    static Attribute of(String name, long value) {
      return new Attribute(new ProtoMessage().text(1, name).integer(3, value).integer(TYPE, 2));
    }

    static Attribute of(String name, double value) {
      return new Attribute(
          new ProtoMessage().text(1, name).number(2, (float) value).integer(TYPE, 1));
    }

    static Attribute of(String name, long[] values) {
      return new Attribute(new ProtoMessage().text(1, name).integers(8, values).integer(TYPE, 7));
    }
  }

  /** Adds a node with one output, whose name begins as given. */
  String node(String type, String output, List<String> inputs, Attribute... attributes) {
    String name = unused(output);
    ProtoMessage node = new ProtoMessage();
    inputs.forEach(input -> node.text(1, input));
    node.text(2, name).text(3, name).text(4, type);
    for (Attribute attribute : attributes) {
      node.message(5, attribute.message());
    }
    message.message(1, node);
    return name;
  }

  /** Adds a constant of floats, row by row. */
  String floats(String name, List<Integer> dimensions, float[] values) {
    ByteBuffer raw =
        ByteBuffer.allocate(values.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    raw.asFloatBuffer().put(values);
    return constant(name, FLOAT, dimensions, raw.array());
  }

  /** Adds a constant of one float. */
  String scalar(String name, double value) {
    return floats(name, List.of(), new float[] {(float) value});
  }

  /** Adds a constant vector of whole numbers, such as a shape. */
  String integers(String name, long... values) {
    ByteBuffer raw = ByteBuffer.allocate(values.length * Long.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    raw.asLongBuffer().put(values);
    return constant(name, INT64, List.of(values.length), raw.array());
  }

  /** Adds a constant of whole numbers from -128 to 127. */
  String bytes(String name, List<Integer> dimensions, byte... values) {
    return constant(name, INT8, dimensions, values);
  }

  /**
   * Adds a constant.
   *
   * @param raw its numbers, little-endian
   */
  String constant(String name, int type, List<Integer> dimensions, byte[] raw) {
    String unused = unused(name);
    ProtoMessage tensor = new ProtoMessage();
    dimensions.forEach(dimension -> tensor.integer(1, dimension));
    message.message(5, tensor.integer(2, type).text(8, unused).raw(9, raw));
    return unused;
  }

  /** Declares the input: as many samples as there are. */
  void input(String name, int type, Shape shape) {
    values.add(name);
    message.message(11, valueInfo(name, type, shape));
  }

  /** Declares the output. */
  void output(String name, Shape shape) {
    message.message(12, valueInfo(name, FLOAT, shape));
  }

  private static ProtoMessage valueInfo(String name, int type, Shape shape) {
    ProtoMessage dimensions = new ProtoMessage().message(1, new ProtoMessage().text(2, "batch"));
    shape.dimensions().forEach(d -> dimensions.message(1, new ProtoMessage().integer(1, d)));
    ProtoMessage tensor = new ProtoMessage().integer(1, type).message(2, dimensions);
    return new ProtoMessage().text(1, name).message(2, new ProtoMessage().message(1, tensor));
  }

  /** The graph, named. */
  ProtoMessage finish(String name) {
    return message.text(2, name);
  }

  private String unused(String wanted) {
    return IntStream.iterate(1, i -> i + 1)
        .mapToObj(i -> i == 1 ? wanted : wanted + "_" + i)
        .filter(values::add)
        .findFirst()
        .orElseThrow();
  }
}
