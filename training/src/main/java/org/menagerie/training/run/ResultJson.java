package org.menagerie.training.run;

import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.menagerie.data.io.Sha256;

/**
 * The JSON of a result with its checksum, by which a result that is whole is told from one that is
 * damaged, also by versions that do not know all of its fields. Results before schema version 5
 * have none.
 */
final class ResultJson {
  private static final String CHECKSUM = "checksum";

  private static final int FIRST_VERSION_WITH_CHECKSUM = 5;

  /** What the standard would let pass, a name that stands twice for one, is damage here. */
  private static final ObjectMapper STRICT =
      JsonMapper.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private ResultJson() {}

  /** The result as it is stored, keys in alphabetical order. */
  static ObjectNode of(RunResult result) {
    try {
      ObjectNode fields = object(RunJson.compact().writeValueAsBytes(result));
      ObjectNode stored = STRICT.createObjectNode().put(CHECKSUM, checksum(fields));
      return stored.setAll(fields);
    } catch (IOException e) {
      throw new UncheckedIOException("results are always written as JSON", e);
    }
  }

  /** Whether {@code bytes} are the JSON of a result with the right checksum, or with none. */
  static boolean hasRightChecksum(byte[] bytes) {
    try {
      return hasRightChecksum(object(bytes));
    } catch (IOException e) {
      // Not even JSON.
      return false;
    }
  }

  private static boolean hasRightChecksum(ObjectNode result) throws IOException {
    ObjectNode fields = result.deepCopy();
    JsonNode stored = fields.remove(CHECKSUM);
    return stored == null
        ? fields.path("schema_version").asInt() < FIRST_VERSION_WITH_CHECKSUM
        : stored.asText().equals(checksum(fields));
  }

  /** Whether {@code bytes} are the whole result of that run. */
  static boolean isWhole(byte[] bytes, String run) {
    try {
      ObjectNode result = object(bytes);
      // Only the specification: the rest may be of a later version.
      JsonNode spec = result.path("spec");
      return hasRightChecksum(result)
          && run.equals(RunJson.compact().treeToValue(spec, RunSpec.class).runName())
          && (result.has(CHECKSUM) || isResult(result));
    } catch (IOException | RuntimeException e) {
      // Values that cannot be are refused where they are set.
      return false;
    }
  }

  private static boolean isResult(ObjectNode result) throws IOException {
    return RunJson.compact().treeToValue(result, RunResult.class) != null;
  }

  private static String checksum(ObjectNode fields) throws IOException {
    return Sha256.of(STRICT.writeValueAsBytes(fields));
  }

  private static ObjectNode object(byte[] bytes) throws IOException {
    if (STRICT.readTree(bytes) instanceof ObjectNode fields) {
      return fields;
    }
    throw new IOException("not a JSON object");
  }
}
