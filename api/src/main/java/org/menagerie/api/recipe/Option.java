package org.menagerie.api.recipe;

import java.util.Optional;

/**
 * An argument that a schedule or augmentation takes.
 *
 * @param name as written in a recipe, PyTorch's or torchvision's name where there is one
 * @param defaultValue used when the recipe does not give it; empty if the recipe must
 * @param description what it does and its unit, for help
 */
public record Option(String name, Optional<String> defaultValue, String description) {

  /** An option that a recipe must give. */
  public static Option required(String name, String description) {
    return new Option(name, Optional.empty(), description);
  }

  /** An option with a default. */
  public static Option of(String name, Object defaultValue, String description) {
    return new Option(name, Optional.of(String.valueOf(defaultValue)), description);
  }

  /** {@code gamma=0.1}, or {@code step_size} where there is no default. */
  @Override
  public String toString() {
    return defaultValue.map(value -> name + "=" + value).orElse(name);
  }
}
