package org.menagerie.testkit;

import org.menagerie.api.data.Dataset;
import org.menagerie.api.model.ModelDefinition;
import org.menagerie.api.recipe.Optimizer;
import org.menagerie.api.recipe.Recipe;
import org.menagerie.api.recipe.Schedule;
import org.menagerie.api.recipe.TrainingPlan;
import org.menagerie.data.pipeline.BatchPipeline;
import org.menagerie.training.catalog.Catalog;

/**
 * One model on trial.
 *
 * @param model what is tried
 * @param catalog what its recipes' names mean
 * @param dataset what it is made for
 */
record Trial(ModelDefinition model, Catalog catalog, Dataset dataset) {

  TrainingPlan plan(Recipe recipe) {
    Optimizer optimizer = catalog.optimizer(recipe.optimizer());
    return TrainingPlan.of(
        recipe.epochs(),
        BatchPipeline.batches(dataset.train().size(), recipe.batchSize()),
        optimizer.learningRate(),
        optimizer.momentum());
  }

  Schedule.Curve curve(Recipe recipe) {
    return catalog.curve(recipe.schedule(), plan(recipe));
  }
}
