package org.menagerie.api.recipe;

/**
 * A plug-in that makes weight averages, found through {@link java.util.ServiceLoader}. A recipe
 * names it with its arguments: {@code ema(decay=0.999)}.
 */
public interface WeightAverageFactory extends ComponentFactory {

  /**
   * The average for one training.
   *
   * @throws org.menagerie.api.error.MenagerieException if an argument's value is not allowed
   */
  WeightAverage create(Arguments arguments, TrainingPlan plan);
}
