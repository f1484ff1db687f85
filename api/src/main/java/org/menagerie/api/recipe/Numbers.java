package org.menagerie.api.recipe;

import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.regex.Pattern;

/** Numbers as recipes, YAML, JSON and Python write them, which is less than Java reads. */
public final class Numbers {
  /** A suffix for the type, or hexadecimal digits. */
  private static final Pattern JAVA_ONLY = Pattern.compile(".*[0-9.][fFdD]|.*[xX].*");

  private static final Pattern WHOLE = Pattern.compile("[+-]?[0-9]{1,19}");

  private Numbers() {}

  /**
   * The whole number that a text writes in decimal, with the digits 0 to 9 alone.
   *
   * @param text such as {@code 128}
   * @return empty if it is none, or too large for a long
   */
  public static OptionalLong parseWhole(String text) {
    if (!WHOLE.matcher(text).matches()) {
      return OptionalLong.empty();
    }
    try {
      return OptionalLong.of(Long.parseLong(text));
    } catch (NumberFormatException e) {
      // Of its 19 digits the first are too many.
      return OptionalLong.empty();
    }
  }

  /** A number as people write it: {@code 0.05} as Java does, {@code 1e-8} for {@code 1.0E-8}. */
  public static String text(double number) {
    return Double.toString(number).replace(".0E", "e").replace('E', 'e');
  }

  /**
   * The number that a text writes in decimal.
   *
   * @param text such as {@code 0.05} or {@code 1e-3}; {@code NaN} and {@code Infinity} are read too
   * @return empty if it is no number
   */
  public static OptionalDouble parse(String text) {
    if (JAVA_ONLY.matcher(text.strip()).matches()) {
      return OptionalDouble.empty();
    }
    try {
      return OptionalDouble.of(Double.parseDouble(text));
    } catch (NumberFormatException e) {
      return OptionalDouble.empty();
    }
  }
}
