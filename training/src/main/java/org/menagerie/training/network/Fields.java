package org.menagerie.training.network;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Supplier;
import org.menagerie.api.error.MenagerieException;
import org.menagerie.api.network.Size;
import org.menagerie.training.text.DidYouMean;

/** The keys of an object in a document; each is asked for once, and what is left over is wrong. */
final class Fields {
  private static final int LONGEST = 60;

  private final String place;
  private final String name;
  private final JsonNode object;
  private final Set<String> known = new LinkedHashSet<>();

  private Fields(String place, String name, JsonNode object) {
    this.place = place;
    this.name = name;
    this.object = object;
  }

  /**
   * @param place of the object in the document, such as {@code layers[3]}
   */
  static Fields of(String place, JsonNode object) {
    return of(place, place, object, "\"layer\": \"relu\"");
  }

  /**
   * The keys of a whole document.
   *
   * @param name what it is, for messages, such as {@code A network}
   */
  static Fields ofDocument(String name, JsonNode document) {
    return of("", name, document, "\"input\": [1, 28, 28]");
  }

  private static Fields of(String place, String name, JsonNode object, String example) {
    if (!object.isObject()) {
      throw new DocumentProblem(
          place, "%s must have keys with values, such as %s".formatted(name, example));
    }
    return new Fields(place, name, object);
  }

  static DocumentProblem refused(String place, String problem) {
    return new DocumentProblem(place, place + " " + problem);
  }

  private DocumentProblem refused(String problem) {
    return new DocumentProblem(place, name + " " + problem);
  }

  /** A value as messages quote it. */
  static String shown(JsonNode value) {
    String text = value.toString();
    return text.length() > LONGEST ? text.substring(0, LONGEST) + "..." : text;
  }

  String place() {
    return place;
  }

  /** The same object, with the place of one of its values for what is refused. */
  Fields within(String key) {
    return new Fields(place(key), place(key), object);
  }

  /** The place of a key's value. */
  String place(String key) {
    return place.isEmpty() ? key : place + "." + key;
  }

  Optional<JsonNode> optional(String key) {
    known.add(key);
    return Optional.ofNullable(object.get(key));
  }

  JsonNode required(String key) {
    return optional(key)
        .orElseThrow(() -> refused("lacks the key \"%s\"%s".formatted(key, misspelled(key))));
  }

  /** What may have been meant to be the key. */
  private String misspelled(String key) {
    List<String> typedKeys = new ArrayList<>();
    object.fieldNames().forEachRemaining(typedKeys::add);
    return typedKeys.stream()
        .filter(typed -> !DidYouMean.hint(typed, List.of(key)).isEmpty())
        .findFirst()
        .map(typed -> ", but has \"" + typed + "\"")
        .orElse("");
  }

  String text(String key) {
    JsonNode value = required(key);
    if (!value.isTextual()) {
      throw refused(place(key), "must be a word, not " + shown(value));
    }
    return value.asText();
  }

  Optional<String> optionalText(String key) {
    return optional(key)
        .map(
            value -> {
              if (!value.isTextual()) {
                throw refused(place(key), "must be a text, not " + shown(value));
              }
              return value.asText();
            });
  }

  /** Texts in a list, or a single one. */
  List<String> texts(String key) {
    Optional<JsonNode> given = optional(key);
    if (given.isEmpty()) {
      return List.of();
    }
    List<JsonNode> values = new ArrayList<>();
    if (given.get().isArray()) {
      given.get().forEach(values::add);
    } else {
      values.add(given.get());
    }
    if (!values.stream().allMatch(JsonNode::isTextual)) {
      throw refused(place(key), "must be a text or a list of texts, not " + shown(given.get()));
    }
    return values.stream().map(JsonNode::asText).toList();
  }

  int integer(String key) {
    return integer(place(key), required(key));
  }

  int integer(String key, int otherwise) {
    return optional(key).map(value -> integer(place(key), value)).orElse(otherwise);
  }

  private static int integer(String place, JsonNode value) {
    if (!value.isIntegralNumber() || !value.canConvertToInt()) {
      throw refused(place, "must be a whole number, not " + shown(value));
    }
    return value.asInt();
  }

  double number(String key, double otherwise) {
    return optionalNumber(key).orElse(otherwise);
  }

  OptionalDouble optionalNumber(String key) {
    return optional(key).stream().mapToDouble(value -> number(place(key), value)).findFirst();
  }

  OptionalInt optionalInteger(String key) {
    return optional(key).stream().mapToInt(value -> integer(place(key), value)).findFirst();
  }

  private static double number(String place, JsonNode value) {
    if (!value.isNumber()) {
      throw refused(place, "must be a number, not " + shown(value));
    }
    return value.asDouble();
  }

  boolean flag(String key, boolean otherwise) {
    Optional<JsonNode> value = optional(key);
    if (value.isPresent() && !value.get().isBoolean()) {
      throw refused(place(key), "must be true or false, not " + shown(value.get()));
    }
    return value.map(JsonNode::asBoolean).orElse(otherwise);
  }

  List<Integer> integers(String key) {
    JsonNode values = required(key);
    if (!values.isArray()) {
      throw refused(place(key), "must be a list of whole numbers, not " + shown(values));
    }
    List<Integer> integers = new ArrayList<>();
    for (int i = 0; i < values.size(); i++) {
      integers.add(integer("%s[%d]".formatted(place(key), i), values.get(i)));
    }
    return integers;
  }

  /** Rows and columns, or one number for both. */
  Size size(String key) {
    return size(place(key), required(key));
  }

  Size size(String key, Size otherwise) {
    return optional(key).map(value -> size(place(key), value)).orElse(otherwise);
  }

  private static Size size(String place, JsonNode value) {
    if (value.isArray() && value.size() == 2) {
      return new Size(integer(place + "[0]", value.get(0)), integer(place + "[1]", value.get(1)));
    }
    if (!value.isIntegralNumber()) {
      throw refused(place, "must be a whole number or a pair of them, not " + shown(value));
    }
    return Size.square(integer(place, value));
  }

  /** What {@code make} makes of the values, with this place before what it refuses. */
  <T> T checked(Supplier<T> make) {
    try {
      return make.get();
    } catch (MenagerieException e) {
      // A whole sentence, which names what it is about.
      throw new DocumentProblem(place, e.getMessage().replaceFirst("\\.$", ""));
    } catch (IllegalArgumentException e) {
      throw refused("is not possible: " + e.getMessage());
    } catch (ArithmeticException e) {
      throw refused("is too large to be computed");
    }
  }

  /** Refuses keys that nobody has asked for. */
  void requireNoOther() {
    object
        .fieldNames()
        .forEachRemaining(
            key -> {
              if (!known.contains(key)) {
                throw refused(
                    "has no key \"%s\".%s Its keys are %s"
                        .formatted(key, DidYouMean.hint(key, known), String.join(", ", known)));
              }
            });
  }
}
