package org.menagerie.runner.it;

import org.menagerie.api.recipe.Recipe;
import org.menagerie.api.recipe.Schedule;
import org.menagerie.api.recipe.TrainingPlan;

/** Recipes as they would train on MNIST. */
final class Recipes {
  private static final int IMAGES = 60_000;

  private Recipes() {}

  static TrainingPlan plan(Recipe recipe) {
    return TrainingPlan.of(
        recipe.epochs(),
        (IMAGES + recipe.batchSize() - 1) / recipe.batchSize(),
        Installed.CATALOG.optimizer(recipe.optimizer()).learningRate(),
        Installed.CATALOG.optimizer(recipe.optimizer()).momentum());
  }

  static Schedule.Curve curve(Recipe recipe) {
    return Installed.CATALOG.curve(recipe.schedule(), plan(recipe));
  }
}
