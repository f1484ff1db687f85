package org.menagerie.training.recipe;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Stream;
import org.menagerie.api.error.ErrorCode;
import org.menagerie.api.error.MenagerieException;
import org.menagerie.api.recipe.Component;
import org.menagerie.api.recipe.Numbers;

/** The value that was typed for a key, and values as they would be typed. */
record Value(String key, String text) {
  static final String NONE = "none";

  /** Numbers as people write them: {@code 5000}, {@code 0.05}, {@code 1e-4}. */
  static String plain(double value) {
    return value == Math.rint(value) ? String.valueOf((long) value) : Numbers.text(value);
  }

  /** The same text for one number, however it is written. */
  static String plain(String value) {
    try {
      return Numbers.text(Double.parseDouble(value));
    } catch (NumberFormatException e) {
      return value;
    }
  }

  boolean isNone() {
    return text.equals(NONE);
  }

  int integer() {
    if (!text.matches("[+-]?[0-9]+")) {
      throw rejected("a whole number");
    }
    return (int)
        Numbers.parseWhole(text).stream()
            .filter(number -> number == (int) number)
            .findFirst()
            .orElseThrow(() -> rejected("a whole number of at most 2,147,483,647"));
  }

  double number() {
    return number("a number");
  }

  /**
   * A finite number.
   *
   * @param expected what else could have been typed
   */
  double number(String expected) {
    double number = Numbers.parse(text).orElseThrow(() -> rejected(expected));
    if (!Double.isFinite(number)) {
      throw rejected("a finite number");
    }
    return number;
  }

  OptionalDouble optionalNumber() {
    return isNone() ? OptionalDouble.empty() : OptionalDouble.of(number());
  }

  boolean flag() {
    return switch (text) {
      case "true", "True" -> true;
      case "false", "False" -> false;
      default -> throw rejected("true or false");
    };
  }

  /** One of some words. */
  String choice(List<String> words) {
    if (!words.contains(text)) {
      throw rejected("one of " + String.join(", ", words));
    }
    return text;
  }

  /** The parts between commas; none for {@link #NONE}. */
  List<String> names() {
    return isNone()
        ? List.of()
        : Stream.of(text.split(",", -1)).map(String::strip).peek(this::requireName).toList();
  }

  private void requireName(String name) {
    if (name.isEmpty()) {
      throw rejected("names with commas between them");
    }
  }

  Component component() {
    return Component.parse(text);
  }

  Optional<Component> optionalComponent() {
    return isNone() ? Optional.empty() : Optional.of(component());
  }

  private MenagerieException rejected(String expected) {
    return new MenagerieException(
        ErrorCode.INVALID_ARGUMENT, "%s must be %s, not \"%s\".".formatted(key, expected, text));
  }
}
