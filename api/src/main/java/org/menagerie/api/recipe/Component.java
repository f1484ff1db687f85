package org.menagerie.api.recipe;

import static java.util.stream.Collectors.joining;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A named, configured part of a recipe as data: {@code step(step_size=2, gamma=0.65)}. The text is
 * the same in code, on the command line, in JSON and in reports; what the name means is found in
 * the registry of plug-ins.
 *
 * @param name of the {@link ComponentFactory} that makes it
 * @param arguments values as written, in the order written; see {@link Arguments} for their types
 */
public record Component(String name, Map<String, String> arguments) {

  public Component {
    arguments = Collections.unmodifiableMap(new LinkedHashMap<>(arguments));
  }

  /** A component without arguments. */
  public static Component of(String name) {
    return new Component(name, Map.of());
  }

  /**
   * Reads {@code name} or {@code name(key=value, key=value)}; a value is a number, a word, a tuple
   * {@code (a, b)} or another component.
   *
   * @throws org.menagerie.api.error.MenagerieException if the text is not of this form
   */
  public static Component parse(String text) {
    return ComponentParser.parse(text);
  }

  /**
   * Reads components separated by commas; {@code none} or nothing is the empty list.
   *
   * @throws org.menagerie.api.error.MenagerieException if the text is not of this form
   */
  public static List<Component> parseList(String text) {
    return ComponentParser.parseList(text);
  }

  /** The same component with one argument more, or another value for it. */
  public Component with(String key, Object value) {
    Map<String, String> extended = new LinkedHashMap<>(arguments);
    extended.put(key, String.valueOf(value));
    return new Component(name, extended);
  }

  /** The same component, with one argument more unless its value is the usual one. */
  public Component withUnusual(String key, Object value, Object usual) {
    return value.equals(usual) ? this : with(key, value);
  }

  /** The text that {@link #parse} reads. */
  @Override
  public String toString() {
    if (arguments.isEmpty()) {
      return name;
    }
    return arguments.entrySet().stream()
        .map(argument -> argument.getKey() + "=" + argument.getValue())
        .collect(joining(", ", name + "(", ")"));
  }
}
