package org.menagerie.runner.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.menagerie.api.engine.Session;
import org.menagerie.api.engine.SessionSpec;
import org.menagerie.api.recipe.Recipe;
import org.menagerie.data.pipeline.BatchPipeline;
import org.menagerie.data.pipeline.EpochBatches;
import org.menagerie.training.loop.InitialWeights;
import org.menagerie.training.loop.TrainingJob;
import org.menagerie.training.plan.DatasetLocator;
import org.menagerie.training.plan.Planner;
import org.menagerie.training.plan.RunRequest;

/** One run on two engines: the same network sees the same images. */
final class EngineParityIT {
  private static final int STEPS = 5;

  @TempDir private Path dataDirectory;

  /** This model has no dropout, which each engine draws in its own way. */
  @Test
  void losesTheSameOnBothEngines() {
    List<Double> pytorch = firstLosses("pytorch");
    List<Double> mxnet = firstLosses("mxnet");

    assertThat(pytorch).hasSize(STEPS).doesNotHaveDuplicates();
    for (int step = 0; step < STEPS; step++) {
      assertThat(mxnet.get(step)).as("step %d", step).isCloseTo(pytorch.get(step), within(1e-3));
    }
  }

  private List<Double> firstLosses(String engine) {
    TrainingJob job = job(engine);
    Recipe recipe = job.spec().recipe();
    SessionSpec spec =
        new SessionSpec(
            job.network(), recipe.optimizer(), recipe.labelSmoothing(), recipe.clipNorm(), 1);
    List<Double> losses = new ArrayList<>();
    try (Session session =
            job.engine().open(spec, InitialWeights.draw(job.network(), job.spec().seed()));
        BatchPipeline images =
            BatchPipeline.forTraining(
                job.dataset().train(),
                recipe.batchSize(),
                recipe.normalization(),
                job.transforms(),
                job.spec().seed());
        EpochBatches batches = images.epoch(1)) {
      for (int step = 0; step < STEPS; step++) {
        losses.add(session.train(batches.next(), job.curve().at(step)).loss());
      }
    }
    return losses;
  }

  private TrainingJob job(String engine) {
    Planner planner =
        new Planner(Installed.CATALOG, new DatasetLocator(Installed.CATALOG, dataDirectory));
    RunRequest request =
        new RunRequest("progressive", "model3", engine, Optional.of("digits"), "", Map.of(), 1, 1);
    return planner.prepare(planner.specify(request));
  }
}
