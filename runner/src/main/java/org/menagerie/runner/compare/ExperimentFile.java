package org.menagerie.runner.compare;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.menagerie.api.error.DidYouMean;
import org.menagerie.api.error.ErrorCode;
import org.menagerie.api.error.MenagerieException;

/**
 * A sweep as a YAML file: its keys are the names of options without their dashes, its values what
 * stands behind them. Lists are written as lists, {@code set} as keys with values.
 */
final class ExperimentFile {
  /** The key whose value has keys of its own. */
  private static final String SETTINGS = "set";

  private final Path file;
  private final List<String> knownKeys;
  private final Map<String, List<String>> values = new LinkedHashMap<>();

  private ExperimentFile(Path file, List<String> knownKeys) {
    this.file = file;
    this.knownKeys = knownKeys;
  }

  /**
   * Reads a file.
   *
   * @return by key, in their order, what would be typed behind the option, once or more often
   * @throws MenagerieException if it is missing, no YAML, or has a key that is not known
   */
  static Map<String, List<String>> read(Path file, List<String> knownKeys) {
    ExperimentFile experiment = new ExperimentFile(file, knownKeys);
    try (JsonParser parser =
        new YAMLFactory()
            .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
            .createParser(file.toFile())) {
      experiment.read(parser);
    } catch (JsonProcessingException e) {
      int line = e.getLocation() == null ? 0 : e.getLocation().getLineNr();
      throw experiment.refused(line, firstLine(e.getOriginalMessage()), e);
    } catch (IOException e) {
      throw new MenagerieException(
          ErrorCode.INVALID_ARGUMENT,
          "Cannot read %s: %s."
              .formatted(
                  file,
                  Files.exists(file)
                      ? "it is unreadable"
                      : "there is no such file; models are named with --zoo and --model"),
          e);
    }
    return experiment.values;
  }

  private void read(JsonParser parser) throws IOException {
    if (parser.nextToken() != JsonToken.START_OBJECT) {
      throw refused(1, "it must hold keys with values, such as \"seeds: 5\"");
    }
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String key = parser.currentName();
      int line = parser.currentTokenLocation().getLineNr();
      if (!knownKeys.contains(key)) {
        throw refused(
            line,
            "there is no key \"%s\".%s Keys are %s"
                .formatted(key, DidYouMean.hint(key, knownKeys), String.join(", ", knownKeys)));
      }
      values.put(key, value(key, line, parser));
    }
  }

  private List<String> value(String key, int line, JsonParser parser) throws IOException {
    JsonToken token = parser.nextToken();
    if (key.equals(SETTINGS) && token == JsonToken.START_OBJECT) {
      return settings(line, parser);
    }
    if (key.equals(SETTINGS)) {
      throw refused(line, "\"set\" must have keys of a recipe below it, such as \"lr: 0.05\"");
    }
    if (token == JsonToken.START_ARRAY) {
      List<String> items = new ArrayList<>();
      while (parser.nextToken() != JsonToken.END_ARRAY) {
        items.add(scalar(key, line, parser));
      }
      // With a comma even behind a single one, which tells the seed 4 from four seeds.
      return List.of(String.join(",", items) + (key.equals("seeds") ? "," : ""));
    }
    return List.of(scalar(key, line, parser));
  }

  private List<String> settings(int line, JsonParser parser) throws IOException {
    List<String> settings = new ArrayList<>();
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String key = parser.currentName();
      parser.nextToken();
      settings.add(key + "=" + scalar(key, line, parser));
    }
    return settings;
  }

  private String scalar(String key, int line, JsonParser parser) throws IOException {
    if (!parser.currentToken().isScalarValue() || parser.currentToken() == JsonToken.VALUE_NULL) {
      throw refused(line, "\"%s\" has no value that could stand behind --%s".formatted(key, key));
    }
    return parser.getText();
  }

  private static String firstLine(String text) {
    return text.lines().findFirst().orElse("it is no YAML").replaceFirst("\\.$", "");
  }

  private MenagerieException refused(int line, String problem) {
    return new MenagerieException(
        ErrorCode.INVALID_ARGUMENT, "%s, line %d: %s.".formatted(file, line, problem));
  }

  private MenagerieException refused(int line, String problem, Exception cause) {
    return new MenagerieException(
        ErrorCode.INVALID_ARGUMENT, "%s, line %d: %s.".formatted(file, line, problem), cause);
  }
}
