package org.menagerie.training.network;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.menagerie.api.error.ErrorCode;
import org.menagerie.api.error.MenagerieException;
import org.menagerie.api.network.Size;
import org.menagerie.training.text.DidYouMean;

/** The keys of an object in a document; each is asked for once, and what is left over is wrong. */
final class Fields {
  private static final int LONGEST = 60;

  private final String place;
  private final JsonNode object;
  private final List<String> known = new ArrayList<>();

  private Fields(String place, JsonNode object) {
    this.place = place;
    this.object = object;
  }

  /**
   * @param place of the object in the document, such as {@code layers[3]}
   */
  static Fields of(String place, JsonNode object) {
    if (!object.isObject()) {
      throw refused(place, "must have keys with values, such as \"layer\": \"relu\"");
    }
    return new Fields(place, object);
  }

  static MenagerieException refused(String place, String problem) {
    return new MenagerieException(
        ErrorCode.INVALID_NETWORK,
        "%s %s.".formatted(place.isEmpty() ? "A network" : place, problem));
  }

  /** A value as messages quote it. */
  static String shown(JsonNode value) {
    String text = value.toString();
    return text.length() > LONGEST ? text.substring(0, LONGEST) + "..." : text;
  }

  String place() {
    return place;
  }

  private String place(String key) {
    return place.isEmpty() ? key : place + "." + key;
  }

  Optional<JsonNode> optional(String key) {
    known.add(key);
    return Optional.ofNullable(object.get(key));
  }

  JsonNode required(String key) {
    return optional(key).orElseThrow(() -> refused(place, "lacks the key \"" + key + "\""));
  }

  String text(String key) {
    JsonNode value = required(key);
    if (!value.isTextual()) {
      throw refused(place(key), "must be a word, not " + shown(value));
    }
    return value.asText();
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
    return optional(key).map(value -> number(place(key), value)).orElse(otherwise);
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
    } catch (IllegalArgumentException e) {
      throw refused(place, "is not possible: " + e.getMessage());
    } catch (ArithmeticException e) {
      throw refused(place, "is too large to be computed");
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
                    place,
                    "has no key \"%s\".%s Its keys are %s"
                        .formatted(key, DidYouMean.hint(key, known), String.join(", ", known)));
              }
            });
  }
}
