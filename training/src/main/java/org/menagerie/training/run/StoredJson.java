package org.menagerie.training.run;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.io.JsonEOFException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;
import org.menagerie.api.error.ErrorCode;
import org.menagerie.api.error.MenagerieException;
import org.menagerie.training.run.StoredValue.Refusal;
import org.menagerie.training.text.SafeText;

/**
 * Reads the JSON files of a run. What is read is whole and can be; all else is refused in a
 * sentence that names file and field.
 */
final class StoredJson {
  /** Far more than a result of a million images takes. */
  private static final long LARGEST_FILE = 64 << 20;

  private static final int LONGEST_REASON = 200;

  private static final ObjectReader TREE =
      RunJson.compact()
          .reader()
          .with(
              DeserializationFeature.FAIL_ON_TRAILING_TOKENS,
              DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY)
          .with(JsonParser.Feature.STRICT_DUPLICATE_DETECTION);

  private StoredJson() {}

  /**
   * Reads a file.
   *
   * @param check throws a {@link Refusal} for what cannot be
   * @param remedy for a file that is damaged, in words that follow a semicolon
   * @throws MenagerieException if it is missing, cannot be read, or holds what cannot be
   */
  static <T> T read(Path file, Class<T> type, Consumer<StoredValue> check, String remedy) {
    return read(file, bytes(file), type, check, remedy);
  }

  /** As {@link #read}, from the bytes of {@code file}. */
  static <T> T read(
      Path file, byte[] bytes, Class<T> type, Consumer<StoredValue> check, String remedy) {
    try {
      return parse(bytes, type, check);
    } catch (Refusal e) {
      throw unreadable("Cannot read %s: %s; %s.".formatted(file, e.getMessage(), remedy), e);
    }
  }

  /**
   * Reads text that is in memory.
   *
   * @throws Refusal if it holds what cannot be
   */
  static <T> T parse(byte[] json, Class<T> type, Consumer<StoredValue> check) {
    JsonNode tree = tree(json);
    check.accept(new StoredValue("", tree));
    try {
      return RunJson.compact().treeToValue(tree, type);
    } catch (JsonProcessingException e) {
      throw new Refusal(place(e) + " cannot be read" + reason(e));
    } catch (MenagerieException e) {
      throw new Refusal(unpointed(e.getMessage()));
    }
  }

  private static JsonNode tree(byte[] json) {
    try {
      JsonNode tree = TREE.readTree(json);
      if (tree.isMissingNode()) {
        throw new Refusal("it is empty");
      }
      return tree;
    } catch (JsonEOFException e) {
      throw new Refusal("it is cut off");
    } catch (JsonProcessingException e) {
      throw new Refusal(
          e.getLocation() == null
              ? "it is no JSON"
              : "it is no JSON at line " + e.getLocation().getLineNr());
    } catch (IOException e) {
      // Bytes that are no characters; nothing is read from a disk here.
      throw new Refusal("it is no text in UTF-8");
    }
  }

  /** What a recipe's or component's own check says. */
  private static String reason(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof MenagerieException own) {
        return ": " + unpointed(own.getMessage());
      }
    }
    return "";
  }

  /** As part of a sentence, however long the text is that it quotes. */
  private static String unpointed(String sentence) {
    String line = SafeText.terminal(sentence).replaceFirst("\\.$", "");
    return line.length() <= LONGEST_REASON ? line : line.substring(0, LONGEST_REASON) + "...";
  }

  private static String place(JsonProcessingException e) {
    StringBuilder place = new StringBuilder();
    if (e instanceof JsonMappingException mapping) {
      for (JsonMappingException.Reference step : mapping.getPath()) {
        if (step.getFieldName() == null) {
          place.append('[').append(step.getIndex()).append(']');
        } else {
          place.append(place.isEmpty() ? "" : ".").append(step.getFieldName());
        }
      }
    }
    return place.isEmpty() ? "it" : place.toString();
  }

  /**
   * The bytes of a file.
   *
   * @throws MenagerieException if they cannot be had, which is no damage
   */
  static byte[] bytes(Path file) {
    try {
      if (Files.isRegularFile(file) && Files.size(file) > LARGEST_FILE) {
        throw unreadable(
            "Cannot read %s: it is larger than %,d MiB, which no file of a run is."
                .formatted(file, LARGEST_FILE >> 20));
      }
      return Files.readAllBytes(file);
    } catch (IOException e) {
      throw OutputFiles.cannotRead(file, e);
    }
  }

  private static MenagerieException unreadable(String sentence) {
    return new MenagerieException(ErrorCode.RESULT_UNREADABLE, sentence);
  }

  private static MenagerieException unreadable(String sentence, Throwable cause) {
    return new MenagerieException(ErrorCode.RESULT_UNREADABLE, sentence, cause);
  }
}
