package org.menagerie.runner.compare;

import static java.util.stream.Collectors.joining;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.menagerie.api.error.MenagerieException;
import org.menagerie.training.text.DidYouMean;
import org.menagerie.training.yaml.YamlFile;
import org.menagerie.training.yaml.YamlFile.Items;
import org.menagerie.training.yaml.YamlFile.Keys;
import org.menagerie.training.yaml.YamlFile.Place;
import org.menagerie.training.yaml.YamlFile.Text;
import org.menagerie.training.yaml.YamlFile.Value;

/**
 * A sweep as a YAML file: its keys are the names of options without their dashes, its values those
 * of the options. Lists are written as lists, {@code set} as keys with values.
 */
final class ExperimentFile {
  /** The key whose value has keys of its own. */
  private static final String SETTINGS = "set";

  /** Keys, below them the keys of a recipe, below those a list; one level to spare. */
  private static final YamlFile.Kind KIND =
      new YamlFile.Kind(
          "experiment", 4, "there is no such file; models are named with --zoo and --model");

  private final Path file;
  private final List<String> knownKeys;

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
    return new ExperimentFile(file, knownKeys).values(YamlFile.read(file, KIND));
  }

  private Map<String, List<String>> values(Value document) {
    if (!(document instanceof Keys keys) || keys.entries().isEmpty()) {
      throw refused(document.place(), "it must hold keys with values, such as \"seeds: 5\"");
    }
    Map<String, List<String>> values = new LinkedHashMap<>();
    keys.entries()
        .forEach(
            (key, value) -> {
              if (!knownKeys.contains(key.text())) {
                throw refused(
                    key.place(),
                    "there is no key \"%s\".%s Keys are %s"
                        .formatted(
                            key.text(),
                            DidYouMean.hint(key.text(), knownKeys),
                            String.join(", ", knownKeys)));
              }
              values.put(key.text(), values(key, value));
            });
    return values;
  }

  private List<String> values(Text key, Value value) {
    if (key.text().equals(SETTINGS)) {
      return settings(key, value);
    }
    if (value instanceof Items items) {
      // With a comma even after a single one, which tells the seed 4 from four seeds.
      return List.of(joined(key, items, ",") + (key.text().equals("seeds") ? "," : ""));
    }
    return List.of(scalar(key, value));
  }

  private List<String> settings(Text set, Value value) {
    if (!(value instanceof Keys keys)) {
      throw refused(
          set.place(), "\"set\" must have keys of a recipe below it, such as \"lr: 0.05\"");
    }
    List<String> settings = new ArrayList<>();
    keys.entries()
        .forEach(
            (key, setting) ->
                settings.add(
                    key.text()
                        + "="
                        + (setting instanceof Text text && text.isNull()
                            ? "none"
                            : setting instanceof Items items
                                ? joined(key, items, ", ")
                                : scalar(key, setting))));
    return settings;
  }

  private String joined(Text key, Items items, String separator) {
    return items.items().stream().map(item -> scalar(key, item)).collect(joining(separator));
  }

  private String scalar(Text key, Value value) {
    if (!(value instanceof Text text)) {
      throw refused(
          key.place(), "\"%s\" must have a single value, or a list of them".formatted(key.text()));
    }
    if (text.isNull()) {
      throw refused(
          key.place(),
          "\"%s\" has no value; leave the line out for the default".formatted(key.text()));
    }
    return text.typed();
  }

  private MenagerieException refused(Place place, String problem) {
    return YamlFile.refused(file, place, problem);
  }
}
