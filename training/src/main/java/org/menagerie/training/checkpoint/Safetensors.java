package org.menagerie.training.checkpoint;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
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
  private static final ObjectMapper JSON =
      JsonMapper.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private static final String FLOATS = NumberType.F32.name();
  private static final String METADATA = "__metadata__";
  private static final String MISFIT = "has a tensor whose offsets do not fit its shape";
  private static final String BAD_SHAPE = "has a tensor of an impossible shape";
  private static final int LENGTH_BYTES = Long.BYTES;

  /** As in the reference implementation. */
  private static final int MOST_HEADER_BYTES = 100_000_000;

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
   * Reads a whole file, which is held to the format: a header of JSON in which each name stands
   * once, and values that the tensors cover exactly once.
   *
   * @throws IOException if the file cannot be read or is not of this format
   */
  public static Safetensors read(Path file) throws IOException {
    return of(Files.readAllBytes(file), file);
  }

  /**
   * The floats of a file that others may have written, as 32-bit floats: those of 64 bits are
   * rounded, as PyTorch does where it loads them. Tensors of other types, such as the counts of
   * batches in PyTorch's batch norm, are left out.
   *
   * @throws IOException if it is not of this format
   */
  static Safetensors floatsOf(byte[] bytes, Path file) throws IOException {
    return of(bytes, file, /* strict= */ false);
  }

  /** As {@link #read}, from the bytes of {@code file}. */
  static Safetensors of(byte[] bytes, Path file) throws IOException {
    return of(bytes, file, /* strict= */ true);
  }

  private static Safetensors of(byte[] bytes, Path file, boolean strict) throws IOException {
    try {
      return of(bytes, strict);
    } catch (JsonProcessingException | CharacterCodingException e) {
      throw new IOException(file + " has a header that is not JSON", e);
    } catch (FormatException e) {
      throw new IOException(file + " " + e.getMessage(), e);
    }
  }

  private static Safetensors of(byte[] bytes, boolean strict) throws IOException {
    ByteBuffer buffer = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    require(buffer.remaining() >= LENGTH_BYTES, "is too short for a safetensors file");
    long headerLength = buffer.getLong();
    require(
        headerLength > 0 && headerLength <= Math.min(buffer.remaining(), MOST_HEADER_BYTES),
        "is cut off in its header");
    ByteBuffer header = buffer.slice(LENGTH_BYTES, (int) headerLength);
    require(header.get(0) == '{', "has a header that is not a JSON object");
    // Given bytes, the parser would take some for UTF-16 or UTF-32.
    JsonNode root = JSON.readTree(UTF_8.newDecoder().decode(header).toString());
    buffer.position(LENGTH_BYTES + (int) headerLength);
    Map<String, String> metadata = new LinkedHashMap<>();
    for (Map.Entry<String, JsonNode> entry : root.path(METADATA).properties()) {
      require(entry.getValue().isTextual(), "has metadata that are not text");
      metadata.put(entry.getKey(), entry.getValue().asText());
    }
    ByteBuffer data = buffer.slice().order(ByteOrder.LITTLE_ENDIAN);
    Map<String, Tensor> tensors = new LinkedHashMap<>();
    NavigableMap<Long, Long> covered = new TreeMap<>();
    for (Map.Entry<String, JsonNode> entry : root.properties()) {
      if (!entry.getKey().equals(METADATA)) {
        JsonNode tensor = entry.getValue();
        Optional<NumberType> type = NumberType.named(tensor.path("dtype").asText());
        if (strict) {
          type = type.filter(NumberType.F32::equals);
          require(type.isPresent(), "holds values that are not 32-bit floats");
        }
        if (type.isPresent()) {
          tensors.put(entry.getKey(), tensor(tensor, type.get(), data, covered));
        } else {
          cover(tensor, data, covered);
        }
      }
    }
    long end = 0;
    for (Map.Entry<Long, Long> range : covered.entrySet()) {
      require(range.getKey() == end, "has values that belong to no tensor, or to two");
      end = range.getValue();
    }
    require(end == data.limit(), "has values that belong to no tensor");
    return new Safetensors(metadata, new TensorMap(tensors));
  }

  /** Reads one tensor, and notes the bytes that it covers. */
  private static Tensor tensor(
      JsonNode entry, NumberType type, ByteBuffer data, NavigableMap<Long, Long> covered)
      throws FormatException {
    Shape shape = shape(entry.path("shape"));
    long begin = cover(entry, data, covered);
    long end = covered.getOrDefault(begin, begin);
    require(end - begin == shape.elements() * type.bytes(), MISFIT);
    ByteBuffer own = data.slice((int) begin, (int) (end - begin)).order(ByteOrder.LITTLE_ENDIAN);
    return new Tensor(shape, type.values(own, Math.toIntExact(shape.elements())));
  }

  /** Notes the bytes of one tensor; where they begin. */
  private static long cover(JsonNode entry, ByteBuffer data, NavigableMap<Long, Long> covered)
      throws FormatException {
    JsonNode offsets = entry.path("data_offsets");
    require(
        offsets.size() == 2
            && offsets.get(0).isIntegralNumber()
            && offsets.get(1).isIntegralNumber(),
        "has a tensor without offsets");
    long begin = offsets.get(0).asLong();
    long end = offsets.get(1).asLong();
    require(begin >= 0 && end <= data.limit(), "is cut off in its values");
    require(begin <= end, MISFIT);
    require(covered.put(begin, end) == null, "has values that belong to two tensors");
    return begin;
  }

  private static Shape shape(JsonNode dimensions) throws FormatException {
    List<Integer> sizes = new ArrayList<>();
    long bytes = Float.BYTES;
    for (JsonNode dimension : dimensions) {
      require(
          dimension.isIntegralNumber() && dimension.canConvertToInt() && dimension.asInt() > 0,
          BAD_SHAPE);
      sizes.add(dimension.asInt());
      bytes *= dimension.asInt();
      require(bytes > 0 && bytes <= Integer.MAX_VALUE, BAD_SHAPE);
    }
    require(!sizes.isEmpty(), BAD_SHAPE);
    return new Shape(sizes);
  }

  private static void require(boolean holds, String otherwise) throws FormatException {
    if (!holds) {
      throw new FormatException(otherwise);
    }
  }

  private byte[] header() throws IOException {
    ObjectNode root = JSON.createObjectNode();
    ObjectNode texts = root.putObject(METADATA);
    new TreeMap<>(metadata).forEach(texts::put);
    long offset = 0;
    for (Map.Entry<String, Tensor> entry : tensors.asMap().entrySet()) {
      Shape shape = entry.getValue().shape();
      ObjectNode node = root.putObject(entry.getKey()).put("dtype", FLOATS);
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
