package org.menagerie.api.recipe;

/**
 * A plug-in that makes augmentations, found through {@link java.util.ServiceLoader}. A recipe names
 * it with its arguments: {@code rotation(degrees=7, fill=1)}. Only training images are changed.
 */
public interface Augmentation extends ComponentFactory {

  /**
   * The configured transform.
   *
   * @throws org.menagerie.api.error.MenagerieException if an argument's value is not allowed
   */
  ImageTransform create(Arguments arguments);
}
