package org.menagerie.training.parity;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.menagerie.api.data.ImageSet;
import org.menagerie.api.engine.Batch;
import org.menagerie.api.engine.Session;
import org.menagerie.api.engine.SessionState;
import org.menagerie.api.engine.StepResult;
import org.menagerie.api.engine.Tensor;
import org.menagerie.api.engine.TensorMap;
import org.menagerie.api.error.ErrorCode;
import org.menagerie.api.error.MenagerieException;
import org.menagerie.api.network.Shape;
import org.menagerie.api.recipe.Recipe;
import org.menagerie.data.pipeline.BatchPipeline;
import org.menagerie.data.pipeline.EpochBatches;
import org.menagerie.training.loop.InitialWeights;
import org.menagerie.training.loop.TrainingJob;

/**
 * Trains the first steps of a job without dropout and keeps all that another engine could compute
 * differently.
 */
public final class Tracer {
  private final TrainingJob job;
  private final TracePlan plan;
  private final TraceFolder folder;

  private Tracer(TrainingJob job, TracePlan plan, TraceFolder folder) {
    this.job = job;
    this.plan = plan;
    this.folder = folder;
  }

  /**
   * Traces {@code job} into {@code folder}.
   *
   * @throws MenagerieException if the recipe has fewer steps than asked for, the engine fails, the
   *     loss is no longer a number, or the folder cannot be written
   */
  public static void trace(TrainingJob job, TracePlan plan, TraceFolder folder) {
    TrainingJob comparable =
        new TrainingJob(
            job.spec(),
            ComparableNetwork.of(job.network(), plan.smooth()),
            job.engine(),
            job.dataset(),
            job.validation(),
            job.optimizer(),
            job.loss(),
            job.curve(),
            job.transforms(),
            job.batchTransform(),
            Optional.empty(),
            List.of(),
            job.teacher());
    new Tracer(comparable, plan, folder).run();
  }

  private void run() {
    Recipe recipe = job.spec().recipe();
    long seed = job.spec().seed();
    try (Session session = job.open(InitialWeights.draw(job.network(), seed));
        BatchPipeline train = job.trainingBatches()) {
      requireSteps(recipe.epochs(), train.batchesPerEpoch());
      int step = 0;
      for (int epoch = 1; step < plan.steps(); epoch++) {
        try (EpochBatches batches = train.epoch(epoch)) {
          while (step < plan.steps() && batches.hasNext()) {
            step++;
            folder.writeStep(step, step(session, batches.next(), step));
          }
        }
      }
      folder.writeLogits(answers(session, recipe));
    }
  }

  private TraceStep step(Session session, Batch batch, int number) {
    SessionState before = session.save();
    TensorMap gradients = session.gradients(batch);
    // Asking for gradients may move running statistics.
    session.restore(before);
    StepResult result = session.train(batch, job.curve().at(number - 1));
    if (!Double.isFinite(result.loss())) {
      throw new MenagerieException(
          ErrorCode.RUN_FAILED,
          String.format(
              Locale.ROOT,
              "Training %s on %s diverged: the loss is no longer a number at step %d; compare fewer steps, or at a lower --lr.",
              job.spec().modelId(),
              job.spec().engine(),
              number));
    }
    return new TraceStep(result.loss(), gradients, session.save().weights());
  }

  private Tensor answers(Session session, Recipe recipe) {
    ImageSet images = job.dataset().test().first(plan.testImages());
    int classes = job.dataset().classes();
    float[] logits = new float[images.size() * classes];
    int end = 0;
    try (BatchPipeline pipeline =
            BatchPipeline.forEvaluation(images, recipe.batchSize(), recipe.normalization());
        EpochBatches batches = pipeline.epoch(1)) {
      while (batches.hasNext()) {
        Batch batch = batches.next();
        int length = batch.size() * classes;
        System.arraycopy(session.evaluate(batch), 0, logits, end, length);
        end += length;
      }
    }
    return new Tensor(new Shape(List.of(images.size(), classes)), logits);
  }

  private void requireSteps(int epochs, int batchesPerEpoch) {
    long available = (long) epochs * batchesPerEpoch;
    if (plan.steps() > available) {
      throw new MenagerieException(
          ErrorCode.INVALID_ARGUMENT,
          String.format(
              Locale.ROOT,
              "The recipe has %,d steps (%d epochs of %,d batches), which is fewer than the %,d asked for with --steps.",
              available,
              epochs,
              batchesPerEpoch,
              plan.steps()));
    }
  }
}
