package org.menagerie.api.recipe;

import java.util.List;

/**
 * A plug-in that makes augmentations, found through {@link java.util.ServiceLoader}. A recipe names
 * it with its arguments: {@code rotation(degrees=7, fill=1)}. Only training images are changed.
 */
public interface Augmentation {

  /** What recipes call it, for example {@code rotation}. */
  String name();

  /** One line for {@code runner list augmentations}. */
  String description();

  /** The arguments it takes; the framework checks a recipe against them. */
  default List<Option> options() {
    return List.of();
  }

  /**
   * The configured transform.
   *
   * @throws org.menagerie.api.error.MenagerieException if an argument's value is not allowed
   */
  ImageTransform create(Arguments arguments);
}
