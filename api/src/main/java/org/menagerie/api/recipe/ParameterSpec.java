package org.menagerie.api.recipe;

import java.util.Optional;

/**
 * A parameter of a component, such as a schedule or a loss: what it takes as an argument.
 *
 * @param name as written in a recipe, PyTorch's or torchvision's name where there is one
 * @param defaultValue used when the recipe does not give it; empty if the recipe must
 * @param description what it does and its unit, for help
 */
public record ParameterSpec(String name, Optional<String> defaultValue, String description) {

  /** A parameter that a recipe must give. */
  public static ParameterSpec required(String name, String description) {
    return new ParameterSpec(name, Optional.empty(), description);
  }

  /** A parameter with a default, whose text {@link Arguments} reads. */
  public static ParameterSpec of(String name, Object defaultValue, String description) {
    return new ParameterSpec(
        name,
        Optional.of(
            defaultValue instanceof Double number
                ? Numbers.text(number)
                : String.valueOf(defaultValue)),
        description);
  }

  /** {@code gamma=0.1}, or {@code step_size} where there is no default. */
  @Override
  public String toString() {
    return defaultValue.map(value -> name + "=" + value).orElse(name);
  }
}
