package org.menagerie.api.metric;

import org.menagerie.api.recipe.Arguments;
import org.menagerie.api.recipe.ComponentFactory;

/**
 * A plug-in that makes metrics, found through {@link java.util.ServiceLoader}. Commands name it
 * with its arguments: {@code top_k_accuracy(k=5)}.
 */
public interface MetricFactory extends ComponentFactory {

  /**
   * The configured metric.
   *
   * @throws org.menagerie.api.error.MenagerieException if an argument's value is not allowed
   */
  Metric create(Arguments arguments);
}
