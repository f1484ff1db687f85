package org.menagerie.training.checkpoint;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.WireFormat;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.menagerie.api.engine.Tensor;
import org.menagerie.api.engine.TensorMap;
import org.menagerie.api.network.Shape;

/**
 * The floats that a model in ONNX format keeps under a name: its graph's initializers, and what an
 * {@code Identity} node calls by another name. What the graph computes is not looked at.
 *
 * @see <a href="https://github.com/onnx/onnx/blob/main/onnx/onnx.proto">onnx.proto</a>
 */
final class OnnxWeights {
  /** What a file of this format is called. */
  static final String ENDING = ".onnx";

  /** What normalizes the images in an export of Menagerie's own. */
  private static final Set<String> NO_WEIGHTS =
      Set.of("normalization.scale", "normalization.shift");

  private final Map<String, Tensor> tensors = new LinkedHashMap<>();
  private final Map<String, String> aliases = new LinkedHashMap<>();

  private OnnxWeights() {}

  /**
   * Reads the weights as 32-bit floats. Numbers without a dimension, such as the limits of a
   * clipped activation, are none, nor are tensors of other types, such as shapes.
   *
   * @param bytes of the whole file
   * @param file for messages
   * @throws IOException if it is not of this format, or keeps its weights elsewhere
   */
  static TensorMap read(byte[] bytes, Path file) throws IOException {
    OnnxWeights weights = new OnnxWeights();
    try {
      boolean found = false;
      CodedInputStream model = CodedInputStream.newInstance(bytes);
      for (int tag = model.readTag(); tag != 0; tag = model.readTag()) {
        if (tag == message(Field.MODEL_GRAPH)) {
          weights.graph(part(model));
          found = true;
        } else {
          model.skipField(tag);
        }
      }
      if (!found) {
        throw new FormatException("is no ONNX model, since it has no graph");
      }
      weights.addAliases();
    } catch (InvalidProtocolBufferException e) {
      throw new IOException(file + " is cut off, or no ONNX model", e);
    } catch (FormatException e) {
      throw new IOException(file + " " + e.getMessage(), e);
    }
    return new TensorMap(weights.tensors);
  }

  /** Numbers of fields in {@code onnx.proto}. */
  private static final class Field {
    static final int MODEL_GRAPH = 7;
    static final int GRAPH_NODE = 1;
    static final int GRAPH_INITIALIZER = 5;
    static final int NODE_INPUT = 1;
    static final int NODE_OUTPUT = 2;
    static final int NODE_TYPE = 4;
    static final int TENSOR_DIMS = 1;
    static final int TENSOR_TYPE = 2;
    static final int TENSOR_FLOATS = 4;
    static final int TENSOR_INTEGERS = 5;
    static final int TENSOR_NAME = 8;
    static final int TENSOR_RAW = 9;
    static final int TENSOR_DOUBLES = 10;
    static final int TENSOR_LOCATION = 14;
  }

  private static int message(int field) {
    return field << 3 | WireFormat.WIRETYPE_LENGTH_DELIMITED;
  }

  private static CodedInputStream part(CodedInputStream in) throws IOException {
    return CodedInputStream.newInstance(in.readByteBuffer());
  }

  private void graph(CodedInputStream graph) throws IOException {
    for (int tag = graph.readTag(); tag != 0; tag = graph.readTag()) {
      if (tag == message(Field.GRAPH_INITIALIZER)) {
        initializer(part(graph));
      } else if (tag == message(Field.GRAPH_NODE)) {
        node(part(graph));
      } else {
        graph.skipField(tag);
      }
    }
  }

  private void node(CodedInputStream node) throws IOException {
    List<String> names = new ArrayList<>();
    String type = "";
    for (int tag = node.readTag(); tag != 0; tag = node.readTag()) {
      if (tag == message(Field.NODE_INPUT) || tag == message(Field.NODE_OUTPUT)) {
        names.add(node.readStringRequireUtf8());
      } else if (tag == message(Field.NODE_TYPE)) {
        type = node.readStringRequireUtf8();
      } else {
        node.skipField(tag);
      }
    }
    if (type.equals("Identity") && names.size() == 2) {
      aliases.put(names.get(1), names.get(0));
    }
  }

  /** PyTorch writes equal tensors once. */
  private void addAliases() {
    aliases.forEach(
        (alias, name) -> {
          Tensor tensor = tensors.get(name);
          if (tensor != null) {
            tensors.putIfAbsent(alias, tensor);
          }
        });
  }

  private void initializer(CodedInputStream in) throws IOException {
    List<Long> dimensions = new ArrayList<>();
    ByteArrayOutputStream values = new ByteArrayOutputStream();
    int type = 0;
    long location = 0;
    String name = "";
    for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
      switch (WireFormat.getTagFieldNumber(tag)) {
        case Field.TENSOR_DIMS -> numbers(tag, in, dimensions);
        case Field.TENSOR_TYPE -> type = in.readInt32();
        case Field.TENSOR_NAME -> name = in.readStringRequireUtf8();
        case Field.TENSOR_LOCATION -> location = in.readInt32();
        case Field.TENSOR_RAW, Field.TENSOR_FLOATS, Field.TENSOR_DOUBLES -> floats(tag, in, values);
        case Field.TENSOR_INTEGERS -> halves(tag, in, values);
        default -> in.skipField(tag);
      }
    }
    Optional<NumberType> numbers = numberType(type);
    if (numbers.isEmpty() || dimensions.isEmpty() || NO_WEIGHTS.contains(name)) {
      return;
    }
    if (location != 0) {
      throw new FormatException(
          "keeps the values of %s in another file; save the model as one file".formatted(name));
    }
    Shape shape = shape(name, dimensions, numbers.get().bytes());
    if (values.size() != shape.elements() * numbers.get().bytes()) {
      throw new FormatException("has more or fewer values of %s than its shape".formatted(name));
    }
    ByteBuffer data = ByteBuffer.wrap(values.toByteArray()).order(ByteOrder.LITTLE_ENDIAN);
    float[] floats = numbers.get().values(data, Math.toIntExact(shape.elements()));
    if (tensors.put(name, new Tensor(shape, floats)) != null) {
      throw new FormatException("has two tensors called " + name);
    }
  }

  /** Those of {@code TensorProto.DataType} that are floats. */
  private static Optional<NumberType> numberType(int type) {
    return switch (type) {
      case 1 -> Optional.of(NumberType.F32);
      case 10 -> Optional.of(NumberType.F16);
      case 11 -> Optional.of(NumberType.F64);
      case 16 -> Optional.of(NumberType.BF16);
      default -> Optional.empty();
    };
  }

  private static Shape shape(String name, List<Long> dimensions, int bytes) throws FormatException {
    List<Integer> sizes = new ArrayList<>();
    long left = Integer.MAX_VALUE / bytes;
    for (long size : dimensions) {
      if (size <= 0 || size > left) {
        throw new FormatException("has a tensor of an impossible shape, " + name);
      }
      left /= size;
      sizes.add((int) size);
    }
    return new Shape(sizes);
  }

  /** Repeated numbers of 32 or 64 bits, or {@code bytes}: as they stand, little-endian. */
  private static void floats(int tag, CodedInputStream in, ByteArrayOutputStream to)
      throws IOException {
    switch (WireFormat.getTagWireType(tag)) {
      case WireFormat.WIRETYPE_FIXED32 -> to.writeBytes(littleEndian(4, in.readFixed32()));
      case WireFormat.WIRETYPE_FIXED64 -> to.writeBytes(littleEndian(8, in.readFixed64()));
      case WireFormat.WIRETYPE_LENGTH_DELIMITED -> to.writeBytes(in.readByteArray());
      default -> in.skipField(tag);
    }
  }

  /** Floats of 16 bits stand in the lower half of whole numbers. */
  private static void halves(int tag, CodedInputStream in, ByteArrayOutputStream to)
      throws IOException {
    List<Long> numbers = new ArrayList<>();
    numbers(tag, in, numbers);
    numbers.forEach(number -> to.writeBytes(littleEndian(2, number)));
  }

  private static byte[] littleEndian(int bytes, long number) {
    byte[] result = new byte[bytes];
    for (int i = 0; i < bytes; i++) {
      result[i] = (byte) (number >> (Byte.SIZE * i));
    }
    return result;
  }

  /** Repeated whole numbers, packed or one by one. */
  private static void numbers(int tag, CodedInputStream in, List<Long> to) throws IOException {
    if (WireFormat.getTagWireType(tag) != WireFormat.WIRETYPE_LENGTH_DELIMITED) {
      to.add(in.readInt64());
      return;
    }
    CodedInputStream packed = part(in);
    while (!packed.isAtEnd()) {
      to.add(packed.readInt64());
    }
  }
}
