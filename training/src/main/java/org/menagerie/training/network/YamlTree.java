package org.menagerie.training.network;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Map;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.menagerie.training.yaml.YamlFile.Items;
import org.menagerie.training.yaml.YamlFile.Keys;
import org.menagerie.training.yaml.YamlFile.Place;
import org.menagerie.training.yaml.YamlFile.Text;
import org.menagerie.training.yaml.YamlFile.Value;

/** A YAML file's values as JSON's, by the core schema of YAML 1.2, and where they stand in it. */
final class YamlTree {
  /** A file of 1 MiB holds less; aliases of aliases could stand for any number. */
  private static final int MOST = 1 << 19;

  /** Longer ones are no numbers of anything. */
  private static final int LONGEST_NUMBER = 40;

  private static final Pattern INTEGER = Pattern.compile("[-+]?[0-9]+");
  private static final Pattern NUMBER =
      Pattern.compile("[-+]?(\\.[0-9]+|[0-9]+(\\.[0-9]*)?)([eE][-+]?[0-9]{1,3})?");
  private static final Pattern STEP = Pattern.compile("\\[([0-9]+)]|[^.\\[]+");

  private final Value root;
  private int values;

  YamlTree(Value root) {
    this.root = root;
  }

  /**
   * The whole of it.
   *
   * @throws DocumentProblem if it is too much
   */
  JsonNode toJson() {
    return json("", root);
  }

  private JsonNode json(String place, Value value) {
    if (values++ == MOST) {
      throw new DocumentProblem(place, "the aliases up to here stand for more than a model takes");
    }
    if (value instanceof Items items) {
      ArrayNode array = JsonNodeFactory.instance.arrayNode();
      for (int i = 0; i < items.items().size(); i++) {
        array.add(json("%s[%d]".formatted(place, i), items.items().get(i)));
      }
      return array;
    }
    if (value instanceof Keys keys) {
      ObjectNode object = JsonNodeFactory.instance.objectNode();
      keys.entries()
          .forEach(
              (key, each) ->
                  object.set(
                      key.text(),
                      json(place.isEmpty() ? key.text() : place + "." + key.text(), each)));
      return object;
    }
    return scalar((Text) value);
  }

  private static JsonNode scalar(Text text) {
    JsonNodeFactory json = JsonNodeFactory.instance;
    String word = text.typed();
    if (text.isNull()) {
      return json.nullNode();
    }
    if (text.plain() && (word.equals("true") || word.equals("false"))) {
      return json.booleanNode(word.equals("true"));
    }
    if (!text.plain() || word.length() > LONGEST_NUMBER) {
      return json.textNode(word);
    }
    if (INTEGER.matcher(word).matches()) {
      return json.numberNode(new BigInteger(word));
    }
    return NUMBER.matcher(word).matches()
        ? json.numberNode(new BigDecimal(word))
        : json.textNode(word);
  }

  /** Where a value stands; that of what holds it, if it is not there. */
  Place place(String of) {
    Value value = root;
    for (MatchResult step : STEP.matcher(of).results().toList()) {
      String index = step.group(1);
      Optional<Value> next = index == null ? key(value, step.group()) : item(value, index);
      if (next.isEmpty()) {
        return value.place();
      }
      value = next.get();
    }
    return value.place();
  }

  private static Optional<Value> item(Value value, String index) {
    return value instanceof Items items && Integer.parseInt(index) < items.items().size()
        ? Optional.of(items.items().get(Integer.parseInt(index)))
        : Optional.empty();
  }

  private static Optional<Value> key(Value value, String name) {
    return value instanceof Keys keys
        ? keys.entries().entrySet().stream()
            .filter(entry -> entry.getKey().text().equals(name))
            .map(Map.Entry::getValue)
            .findFirst()
        : Optional.empty();
  }
}
