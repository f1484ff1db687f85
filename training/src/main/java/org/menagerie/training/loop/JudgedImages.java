package org.menagerie.training.loop;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.menagerie.api.data.ImageSet;
import org.menagerie.api.engine.Batch;
import org.menagerie.api.engine.Session;
import org.menagerie.api.recipe.ImageTransform;
import org.menagerie.api.recipe.Recipe;
import org.menagerie.data.pipeline.BatchPipeline;
import org.menagerie.data.pipeline.EpochBatches;
import org.menagerie.training.run.RunSpec;

/**
 * The images that a network is judged on, those for validation or the test, in all their views: as
 * they are, and as each test augmentation shows them. What a view draws depends on the seed, its
 * number and the image, and on no epoch, so that epochs can be compared.
 */
public final class JudgedImages implements AutoCloseable {
  private final ImageSet images;
  private final int classes;
  private final List<BatchPipeline> views = new ArrayList<>();

  /**
   * Images, and how they are shown; to be closed.
   *
   * @param spec has the normalization, the size of batches and the seed
   * @param views what gives further views
   * @param classes number of classes
   */
  public JudgedImages(RunSpec spec, List<ImageTransform> views, ImageSet images, int classes) {
    Recipe recipe = spec.recipe();
    this.images = images;
    this.classes = classes;
    this.views.add(BatchPipeline.forEvaluation(images, recipe.batchSize(), recipe.normalization()));
    for (ImageTransform view : views) {
      this.views.add(
          BatchPipeline.forEvaluation(
              images, recipe.batchSize(), recipe.normalization(), List.of(view), spec.seed()));
    }
  }

  JudgedImages(TrainingJob job, ImageSet images) {
    this(job.spec(), job.testViews(), images, job.dataset().classes());
  }

  /** What a network answers. */
  Evaluation evaluate(Session session) {
    if (views.size() == 1) {
      return Evaluation.of(session, views.get(0), images.size(), classes);
    }
    int[] labels = IntStream.range(0, images.size()).map(images::label).toArray();
    return Evaluation.of(logarithms(session), labels);
  }

  /** The logarithms of the mean probabilities over all views, {@code [images][classes]}. */
  public double[][] logarithms(Session session) {
    double[][] means = new double[images.size()][classes];
    for (double[] ofImage : means) {
      Arrays.fill(ofImage, Double.NEGATIVE_INFINITY);
    }
    double share = StrictMath.log(views.size());
    for (int view = 0; view < views.size(); view++) {
      int index = 0;
      try (EpochBatches batches = views.get(view).epoch(view)) {
        while (batches.hasNext()) {
          Batch batch = batches.next();
          Logits logits = new Logits(session.evaluate(batch), classes);
          for (int i = 0; i < batch.size(); i++, index++) {
            for (int k = 0; k < classes; k++) {
              means[index][k] = sum(means[index][k], -logits.crossEntropy(i, k) - share);
            }
          }
        }
      }
    }
    return means;
  }

  /** The logarithm of {@code exp(a) + exp(b)}, which themselves may be too small for a double. */
  private static double sum(double a, double b) {
    double larger = Math.max(a, b);
    return larger == Double.NEGATIVE_INFINITY
        ? larger
        : larger + StrictMath.log1p(StrictMath.exp(Math.min(a, b) - larger));
  }

  @Override
  public void close() {
    views.forEach(BatchPipeline::close);
  }
}
