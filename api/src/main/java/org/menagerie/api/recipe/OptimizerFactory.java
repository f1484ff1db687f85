package org.menagerie.api.recipe;

/**
 * A plug-in that makes optimizers, found through {@link java.util.ServiceLoader}. A recipe names it
 * with its arguments: {@code sgd(lr=0.01, momentum=0.9)}. The learning rate is the argument {@code
 * lr}, and momentum and weight decay are {@code momentum} and {@code weight_decay} where there are
 * such, since that is what the command line sets.
 */
public interface OptimizerFactory extends ComponentFactory {

  /**
   * The configured optimizer.
   *
   * @throws org.menagerie.api.error.MenagerieException if an argument's value is not allowed
   */
  Optimizer create(Arguments arguments);
}
