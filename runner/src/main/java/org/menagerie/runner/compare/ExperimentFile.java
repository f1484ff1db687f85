package org.menagerie.runner.compare;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.menagerie.api.error.ErrorCode;
import org.menagerie.api.error.MenagerieException;
import org.menagerie.training.text.DidYouMean;

/**
 * A sweep as a YAML file: its keys are the names of options without their dashes, its values those
 * of the options. Lists are written as lists, {@code set} as keys with values.
 */
final class ExperimentFile {
  /** The key whose value has keys of its own. */
  private static final String SETTINGS = "set";

  /** Part of the parser's message where a line begins with a tab. */
  private static final String TAB = "'\\t(TAB)'";

  private static final Pattern LINE = Pattern.compile("in 'reader', line (\\d+)");

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
   * @return by key, in their order, the values that would be typed after the option, one or more
   * @throws MenagerieException if it is missing, no YAML, or has a key that is not known
   */
  static Map<String, List<String>> read(Path file, List<String> knownKeys) {
    ExperimentFile experiment = new ExperimentFile(file, knownKeys);
    YAMLFactory yaml = new YAMLFactory();
    yaml.enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION);
    try (YAMLParser parser = yaml.createParser(file.toFile())) {
      experiment.read(parser);
    } catch (JsonProcessingException e) {
      throw experiment.malformed(e);
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

  private void read(YAMLParser parser) throws IOException {
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

  private List<String> value(String key, int line, YAMLParser parser) throws IOException {
    JsonToken token = parser.nextToken();
    if (key.equals(SETTINGS) && parser.isCurrentAlias()) {
      throw alias(line, parser.getText());
    }
    if (key.equals(SETTINGS) && token == JsonToken.START_OBJECT) {
      return settings(parser);
    }
    if (key.equals(SETTINGS)) {
      throw refused(line, "\"set\" must have keys of a recipe below it, such as \"lr: 0.05\"");
    }
    if (token == JsonToken.START_ARRAY) {
      List<String> items = items(key, line, parser);
      // With a comma even after a single one, which tells the seed 4 from four seeds.
      return List.of(String.join(",", items) + (key.equals("seeds") ? "," : ""));
    }
    return List.of(scalar(key, line, parser));
  }

  private List<String> settings(YAMLParser parser) throws IOException {
    List<String> settings = new ArrayList<>();
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String key = parser.currentName();
      int line = parser.currentTokenLocation().getLineNr();
      JsonToken token = parser.nextToken();
      String value =
          token == JsonToken.VALUE_NULL
              ? "none"
              : token == JsonToken.START_ARRAY
                  ? String.join(", ", items(key, line, parser))
                  : scalar(key, line, parser);
      settings.add(key + "=" + value);
    }
    return settings;
  }

  private List<String> items(String key, int line, YAMLParser parser) throws IOException {
    List<String> items = new ArrayList<>();
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      items.add(scalar(key, line, parser));
    }
    return items;
  }

  private String scalar(String key, int line, YAMLParser parser) throws IOException {
    JsonToken token = parser.currentToken();
    if (token == JsonToken.VALUE_NULL) {
      throw refused(line, "\"%s\" has no value; leave the line out for the default".formatted(key));
    }
    if (!token.isScalarValue()) {
      throw refused(line, "\"%s\" must have a single value, or a list of them".formatted(key));
    }
    if (parser.isCurrentAlias()) {
      throw alias(line, parser.getText());
    }
    // YAML writes booleans in several ways, the command line in one.
    return token.isBoolean() ? String.valueOf(parser.getBooleanValue()) : parser.getText();
  }

  /** The parser knows what an alias is called, but not what it stands for. */
  private MenagerieException alias(int line, String name) {
    return refused(
        line, "the alias *%s is not read here; write out what &%s marks".formatted(name, name));
  }

  private MenagerieException malformed(JsonProcessingException e) {
    String message = String.valueOf(e.getMessage());
    // The parser says last where the problem lies, and first where what holds it begins.
    int line =
        LINE.matcher(message)
            .results()
            .mapToInt(found -> Integer.parseInt(found.group(1)))
            .reduce((first, last) -> last)
            .orElse(e.getLocation() == null ? 0 : e.getLocation().getLineNr());
    return refused(
        line,
        message.contains(TAB)
            ? "a tab stands before the text; YAML is set in with spaces only"
            : firstLine(e.getOriginalMessage()),
        e);
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
