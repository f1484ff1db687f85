package org.menagerie.training.plan;

import static java.util.Comparator.comparingInt;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.menagerie.api.error.MenagerieException;
import org.menagerie.api.recipe.Recipe;
import org.menagerie.data.pipeline.BatchPipeline;
import org.menagerie.training.catalog.Catalog;
import org.menagerie.training.loop.ShorterRuns;
import org.menagerie.training.loop.TrainingJob;
import org.menagerie.training.run.RunFolder;
import org.menagerie.training.run.RunSpec;

/**
 * Finds shorter runs by their specifications in a folder of run folders.
 *
 * @param catalog has the schedules and averages of their recipes
 * @param runs the folder
 */
record ShorterSearch(Catalog catalog, Path runs) implements ShorterRuns {

  @Override
  public List<ShorterRun> of(TrainingJob job) {
    return RunFolder.alike(runs, job.spec()).stream()
        .filter(RunFolder::isFinished)
        .flatMap(folder -> shorter(folder, job).stream())
        .sorted(comparingInt((ShorterRun run) -> run.job().spec().recipe().epochs()).reversed())
        .toList();
  }

  private Optional<ShorterRun> shorter(RunFolder folder, TrainingJob job) {
    int epochs = job.spec().recipe().epochs();
    try {
      RunSpec stored = folder.readSpec();
      return stored.recipe().epochs() < epochs
              && withEpochs(stored, epochs).runName().equals(job.spec().runName())
          ? Optional.of(new ShorterRun(folder, withRecipe(job, stored)))
          : Optional.empty();
    } catch (MenagerieException e) {
      // Of another version, or damaged, or what its recipe names is gone: nothing of this run.
      return Optional.empty();
    }
  }

  private static RunSpec withEpochs(RunSpec spec, int epochs) {
    return spec.toBuilder().recipe(spec.recipe().toBuilder().epochs(epochs).build()).build();
  }

  /** Only schedule and average know how many epochs there are. */
  private TrainingJob withRecipe(TrainingJob job, RunSpec spec) {
    Recipe recipe = spec.recipe();
    int batchesPerEpoch =
        BatchPipeline.batches(job.dataset().train().size(), recipe.batchSize(), recipe.dropLast());
    return new TrainingJob(
        spec,
        job.network(),
        job.engine(),
        job.dataset(),
        job.validation(),
        job.optimizer(),
        job.loss(),
        catalog.curve(recipe, batchesPerEpoch),
        job.transforms(),
        job.batchTransform(),
        catalog.average(recipe, batchesPerEpoch),
        job.testViews(),
        job.teacher());
  }
}
