package org.menagerie.api.recipe;

/**
 * A plug-in that makes augmentations of whole batches, found through {@link
 * java.util.ServiceLoader}. A recipe names it with its arguments: {@code mixup(alpha=0.2)}. Only
 * training batches are changed, after each {@link Augmentation} and the normalization.
 */
public interface BatchAugmentation extends ComponentFactory {

  /**
   * The configured transform.
   *
   * @throws org.menagerie.api.error.MenagerieException if an argument's value is not allowed
   */
  BatchTransform create(Arguments arguments);
}
