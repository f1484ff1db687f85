package org.menagerie.api.recipe;

import java.util.List;

/**
 * A plug-in that makes one part of a training, found through {@link java.util.ServiceLoader}. It is
 * named with its arguments, mostly in a recipe, see {@link Component}.
 */
public interface ComponentFactory {

  /** The name by which recipes know it, for example {@code step}. */
  String name();

  /** One line for {@code runner list}. */
  String description();

  /** The arguments it takes; the framework checks a recipe against them. */
  default List<ParameterSpec> parameters() {
    return List.of();
  }
}
