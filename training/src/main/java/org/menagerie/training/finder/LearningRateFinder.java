package org.menagerie.training.finder;

import java.util.ArrayList;
import java.util.List;
import org.menagerie.api.engine.Session;
import org.menagerie.api.random.RandomStream;
import org.menagerie.api.recipe.StepSettings;
import org.menagerie.data.pipeline.BatchPipeline;
import org.menagerie.data.pipeline.EpochBatches;
import org.menagerie.training.finder.FinderCurve.Point;
import org.menagerie.training.loop.InitialWeights;
import org.menagerie.training.loop.TrainingJob;

/**
 * Trains a few steps at learning rates that grow, by the job's optimizer, loss, batches and
 * augmentation; its schedule takes no part. Losses are smoothed, and the search ends early where
 * they grow beyond all use, as in fastai and Lightning.
 */
public final class LearningRateFinder {
  /** The share of the old mean that is kept at each step. */
  private static final double SMOOTHING = 0.98;

  /** How many times the lowest loss is too much. */
  private static final double TOO_HIGH = 4;

  private final TrainingJob job;
  private final FinderPlan plan;
  private final List<Point> points = new ArrayList<>();
  private double mean;
  private double lowest = Double.POSITIVE_INFINITY;

  private LearningRateFinder(TrainingJob job, FinderPlan plan) {
    this.job = job;
    this.plan = plan;
  }

  /**
   * Makes the steps.
   *
   * @throws org.menagerie.api.error.MenagerieException if the engine fails
   */
  public static FinderCurve find(TrainingJob job, FinderPlan plan) {
    return new LearningRateFinder(job, plan).curve();
  }

  private FinderCurve curve() {
    long seed = job.spec().seed();
    try (Session session = job.open(InitialWeights.of(job));
        BatchPipeline train = job.trainingBatches()) {
      boolean goesOn = true;
      for (int epoch = 1; goesOn && points.size() < plan.steps(); epoch++) {
        session.seed(RandomStream.of(seed, "dropout", epoch).nextLong());
        try (EpochBatches batches = train.epoch(epoch)) {
          while (goesOn && batches.hasNext() && points.size() < plan.steps()) {
            double learningRate = plan.learningRate(points.size());
            StepSettings settings = new StepSettings(learningRate, job.optimizer().momentum());
            goesOn = add(learningRate, session.train(batches.next(), settings).loss());
          }
        }
      }
      return new FinderCurve(points, !goesOn);
    }
  }

  /** Whether another step makes sense. */
  private boolean add(double learningRate, double loss) {
    if (!Double.isFinite(loss)) {
      return false;
    }
    mean = SMOOTHING * mean + (1 - SMOOTHING) * loss;
    double smoothed = mean / (1 - Math.pow(SMOOTHING, points.size() + 1.0));
    points.add(new Point(learningRate, loss, smoothed));
    lowest = Math.min(lowest, smoothed);
    return points.size() == 1 || smoothed <= TOO_HIGH * lowest;
  }
}
