package org.menagerie.api.recipe;

/** Finds what components mean: gives a schedule or augmentation the others that it is made of. */
public interface ComponentResolver {

  /**
   * The schedule that a component names, for one training.
   *
   * @throws org.menagerie.api.error.MenagerieException if there is none of that name, or an
   *     argument is not allowed
   */
  Schedule.Curve curve(Component component, TrainingPlan plan);

  /**
   * The augmentation that a component names.
   *
   * @throws org.menagerie.api.error.MenagerieException if there is none of that name, or an
   *     argument is not allowed
   */
  ImageTransform transform(Component component);
}
