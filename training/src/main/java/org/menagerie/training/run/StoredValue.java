package org.menagerie.training.run;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeType;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.menagerie.training.text.SafeText;

/**
 * A value in a stored JSON file and its place there. What cannot stand in that place is refused
 * with the place's name.
 *
 * @param place such as {@code history[3].test_loss}; empty for the whole file
 * @param json the value
 */
record StoredValue(String place, JsonNode json) {
  private static final int LONGEST_SHOWN = 40;

  /** A value that cannot be, as words that follow "Cannot read FILE: ". */
  static final class Refusal extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Refusal(String message) {
      super(message);
    }
  }

  /** The value of a field, which has to be there. */
  StoredValue get(String field) {
    StoredValue value = at(field);
    if (value.json.isMissingNode()) {
      throw new Refusal(value.place + " is missing");
    }
    return value;
  }

  /** The value of a field that need not be there, or may be null. */
  Optional<StoredValue> find(String field) {
    StoredValue value = at(field);
    return value.json.isMissingNode() || value.json.isNull()
        ? Optional.empty()
        : Optional.of(value);
  }

  private StoredValue at(String field) {
    requireObject();
    return new StoredValue(place.isEmpty() ? field : place + "." + field, json.path(field));
  }

  StoredValue requireObject() {
    require(json.isObject(), "an object");
    return this;
  }

  String text() {
    require(json.isTextual(), "a text");
    return json.textValue();
  }

  /** A whole number from {@code least} to {@code most}. */
  long whole(long least, long most) {
    require(json.isIntegralNumber(), "a whole number");
    require(json.canConvertToLong() && json.longValue() <= most, "a number of at most " + most);
    require(json.longValue() >= least, "a number of at least " + least);
    return json.longValue();
  }

  /** A whole number of things. */
  int count() {
    return (int) whole(0, Integer.MAX_VALUE);
  }

  /** A finite number. */
  double number() {
    require(json.isNumber() && Double.isFinite(json.doubleValue()), "a finite number");
    return json.doubleValue();
  }

  /** A finite number from {@code least} to {@code most}. */
  void number(double least, double most) {
    double value = number();
    require(value >= least, "a number of at least " + (long) least);
    require(value <= most, "a number of at most " + (long) most);
  }

  /** The values of a list. */
  List<StoredValue> items() {
    require(json.isArray(), "a list");
    return IntStream.range(0, json.size())
        .mapToObj(i -> new StoredValue(place + "[" + i + "]", json.get(i)))
        .toList();
  }

  /** Names to texts. */
  void requireTexts() {
    requireObject();
    for (Map.Entry<String, JsonNode> field : json.properties()) {
      new StoredValue(place + "." + shortened(field.getKey()), field.getValue()).text();
    }
  }

  /** The refusal of a value that does not fit others. */
  Refusal refused(String why) {
    return new Refusal("%s is %s, %s".formatted(place.isEmpty() ? "it" : place, shown(), why));
  }

  private void require(boolean possible, String wanted) {
    if (!possible) {
      throw refused("not " + wanted);
    }
  }

  private String shown() {
    if (json.getNodeType() == JsonNodeType.OBJECT) {
      return "an object";
    }
    return json.getNodeType() == JsonNodeType.ARRAY ? "a list" : shortened(json.toString());
  }

  private static String shortened(String text) {
    // Cut first: a damaged text can be as long as the file.
    String beginning = text.substring(0, Math.min(text.length(), LONGEST_SHOWN));
    return SafeText.terminal(beginning) + (text.length() > LONGEST_SHOWN ? "..." : "");
  }
}
