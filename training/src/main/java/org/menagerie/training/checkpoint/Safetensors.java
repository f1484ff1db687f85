package org.menagerie.training.checkpoint;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.menagerie.api.engine.Tensor;
import org.menagerie.api.engine.TensorMap;
import org.menagerie.api.network.Shape;

/**
 * The safetensors file format, 32-bit floats only: eight bytes of header length, a JSON header with
 * dtype, shape and offsets of each tensor, then the values. Little-endian throughout.
 *
 * @param metadata free text by name
 * @param tensors values by name
 * @see <a href="https://huggingface.co/docs/safetensors">safetensors</a>
 */
public record Safetensors(Map<String, String> metadata, TensorMap tensors) {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String METADATA = "__metadata__";
  private static final int LENGTH_BYTES = Long.BYTES;

  /** Writes the whole file. */
  public void write(OutputStream out) throws IOException {
    byte[] header = padded(header());
    long data = tensors.asMap().values().stream().mapToLong(t -> bytes(t.shape())).sum();
    ByteBuffer buffer =
        ByteBuffer.allocate(Math.toIntExact(LENGTH_BYTES + header.length + data))
            .order(ByteOrder.LITTLE_ENDIAN);
    buffer.putLong(header.length).put(header);
    for (Tensor tensor : tensors.asMap().values()) {
      for (float value : tensor.values()) {
        buffer.putFloat(value);
      }
    }
    out.write(buffer.array());
  }

  /**
   * Reads a whole file.
   *
   * @throws IOException if the file cannot be read or is not of this format
   */
  public static Safetensors read(Path file) throws IOException {
    ByteBuffer buffer = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
    if (buffer.remaining() < LENGTH_BYTES) {
      throw new IOException(file + " is too short for a safetensors file");
    }
    long headerLength = buffer.getLong();
    if (headerLength < 0 || headerLength > buffer.remaining()) {
      throw new IOException(file + " is cut off in its header");
    }
    byte[] header = new byte[(int) headerLength];
    buffer.get(header);
    JsonNode root = JSON.readTree(header);
    Map<String, String> metadata = new LinkedHashMap<>();
    root.path(METADATA).properties().forEach(e -> metadata.put(e.getKey(), e.getValue().asText()));
    Map<String, Tensor> tensors = new LinkedHashMap<>();
    ByteBuffer data = buffer.slice().order(ByteOrder.LITTLE_ENDIAN);
    for (Map.Entry<String, JsonNode> entry : root.properties()) {
      if (!entry.getKey().equals(METADATA)) {
        tensors.put(entry.getKey(), tensor(file, entry.getValue(), data));
      }
    }
    return new Safetensors(metadata, new TensorMap(tensors));
  }

  private static Tensor tensor(Path file, JsonNode entry, ByteBuffer data) throws IOException {
    if (!entry.path("dtype").asText().equals("F32")) {
      throw new IOException(file + " holds values that are not 32-bit floats");
    }
    List<Integer> dimensions = new ArrayList<>();
    entry.path("shape").forEach(dimension -> dimensions.add(dimension.asInt()));
    Shape shape = new Shape(dimensions);
    long begin = entry.path("data_offsets").path(0).asLong(-1);
    if (begin < 0 || begin + bytes(shape) > data.limit()) {
      throw new IOException(file + " is cut off in its values");
    }
    float[] values = new float[Math.toIntExact(shape.elements())];
    for (int i = 0; i < values.length; i++) {
      values[i] = data.getFloat((int) begin + i * Float.BYTES);
    }
    return new Tensor(shape, values);
  }

  private byte[] header() throws IOException {
    ObjectNode root = JSON.createObjectNode();
    ObjectNode texts = root.putObject(METADATA);
    new TreeMap<>(metadata).forEach(texts::put);
    long offset = 0;
    for (Map.Entry<String, Tensor> entry : tensors.asMap().entrySet()) {
      Shape shape = entry.getValue().shape();
      ObjectNode node = root.putObject(entry.getKey()).put("dtype", "F32");
      shape.dimensions().forEach(node.putArray("shape")::add);
      node.putArray("data_offsets").add(offset).add(offset + bytes(shape));
      offset += bytes(shape);
    }
    return JSON.writeValueAsString(root).getBytes(UTF_8);
  }

  /** The format asks for values that begin at a multiple of eight bytes; blanks may follow JSON. */
  private static byte[] padded(byte[] header) {
    byte[] result = Arrays.copyOf(header, (header.length + 7) / 8 * 8);
    Arrays.fill(result, header.length, result.length, (byte) ' ');
    return result;
  }

  private static long bytes(Shape shape) {
    return shape.elements() * Float.BYTES;
  }
}
