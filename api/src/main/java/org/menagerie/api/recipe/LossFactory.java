package org.menagerie.api.recipe;

/**
 * A plug-in that makes losses, found through {@link java.util.ServiceLoader}. A recipe names it
 * with its arguments: {@code cross_entropy(label_smoothing=0.1)}.
 */
public interface LossFactory extends ComponentFactory {

  /**
   * The configured loss.
   *
   * @throws org.menagerie.api.error.MenagerieException if an argument's value is not allowed
   */
  Loss create(Arguments arguments);
}
