package org.menagerie.api.recipe;

import static java.util.Objects.requireNonNull;

import java.util.Optional;

/**
 * A parameter of a component, such as a schedule or a loss: what it takes as an argument. Made by
 * {@link #of} or {@link #required}, since later versions may say more of a parameter.
 */
public final class ParameterSpec {
  private final String name;
  private final Optional<String> defaultValue;
  private final String description;

  private ParameterSpec(String name, Optional<String> defaultValue, String description) {
    this.name = requireNonNull(name, "name is null");
    this.defaultValue = defaultValue;
    this.description = requireNonNull(description, "description is null");
  }

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

  /** As written in a recipe; PyTorch's or torchvision's name where there is one. */
  public String name() {
    return name;
  }

  /** Used when the recipe does not give it; empty if the recipe must. */
  public Optional<String> defaultValue() {
    return defaultValue;
  }

  /** What it does and its unit, for help. */
  public String description() {
    return description;
  }

  /** {@code gamma=0.1}, or {@code step_size} where there is no default. */
  @Override
  public String toString() {
    return defaultValue.map(value -> name + "=" + value).orElse(name);
  }
}
