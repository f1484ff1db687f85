package org.menagerie.training.loop;

import java.util.Optional;
import org.menagerie.api.engine.Batch;
import org.menagerie.api.engine.Session;
import org.menagerie.data.pipeline.BatchPipeline;
import org.menagerie.data.pipeline.EpochBatches;
import org.menagerie.training.run.Scores;
import org.menagerie.training.run.TestOutcome;
import org.menagerie.training.run.TestProbabilities;

/**
 * A network's answers on a set of images, in the set's order.
 *
 * @param loss mean cross-entropy, without smoothing
 * @param correct number of images classified correctly
 * @param predicted class of each image
 * @param confidence probability of that class
 * @param labels true class of each image
 * @param logarithms of all probabilities, {@code [images][classes]}; empty if there are too many to
 *     be kept
 */
@SuppressWarnings("ArrayRecordComponent") // Arrays for speed; nobody compares or hashes these.
record Evaluation(
    double loss,
    int correct,
    int[] predicted,
    double[] confidence,
    int[] labels,
    float[][] logarithms) {
  private static final float[][] NONE = {};

  static Evaluation of(Session session, BatchPipeline images, int size, int classes) {
    int[] predicted = new int[size];
    double[] confidence = new double[size];
    int[] labels = new int[size];
    double lossSum = 0;
    int correct = 0;
    int index = 0;
    float[][] logarithms = TestProbabilities.areKept(size, classes) ? new float[size][] : NONE;
    try (EpochBatches batches = images.epoch(1)) {
      while (batches.hasNext()) {
        Batch batch = batches.next();
        Logits logits = new Logits(session.evaluate(batch), classes);
        for (int i = 0; i < batch.size(); i++, index++) {
          labels[index] = batch.labels()[i];
          predicted[index] = logits.predicted(i);
          confidence[index] = logits.confidence(i);
          double loss = logits.crossEntropy(i, labels[index]);
          lossSum += loss;
          if (logarithms.length > 0) {
            logarithms[index] = logits.logarithms(i, labels[index], loss);
          }
          correct += predicted[index] == labels[index] ? 1 : 0;
        }
      }
    }
    return new Evaluation(lossSum / size, correct, predicted, confidence, labels, logarithms);
  }

  /**
   * The answers that probabilities give.
   *
   * @param logarithms of each image's probabilities, {@code [images][classes]}
   */
  static Evaluation of(double[][] logarithms, int[] labels) {
    int size = labels.length;
    int[] predicted = new int[size];
    double[] confidence = new double[size];
    double lossSum = 0;
    int correct = 0;
    for (int i = 0; i < size; i++) {
      for (int k = 1; k < logarithms[i].length; k++) {
        predicted[i] = logarithms[i][k] > logarithms[i][predicted[i]] ? k : predicted[i];
      }
      confidence[i] = StrictMath.exp(logarithms[i][predicted[i]]);
      lossSum -= logarithms[i][labels[i]];
      correct += predicted[i] == labels[i] ? 1 : 0;
    }
    return new Evaluation(
        lossSum / size, correct, predicted, confidence, labels, floats(logarithms));
  }

  private static float[][] floats(double[][] logarithms) {
    if (!TestProbabilities.areKept(logarithms.length, logarithms[0].length)) {
      return NONE;
    }
    float[][] floats = new float[logarithms.length][logarithms[0].length];
    for (int i = 0; i < floats.length; i++) {
      for (int k = 0; k < floats[i].length; k++) {
        // Sums over views may be above 1 by their rounding.
        floats[i][k] = (float) Math.min(0, logarithms[i][k]);
      }
    }
    return floats;
  }

  Scores scores() {
    return new Scores(loss, 100.0 * correct / labels.length, correct);
  }

  /** What is kept of it; none if there is too much of it, or a network answers with no number. */
  Optional<TestProbabilities> probabilities() {
    for (float[] row : logarithms) {
      for (float logarithm : row) {
        if (Float.isNaN(logarithm)) {
          return Optional.empty();
        }
      }
    }
    return logarithms.length == 0
        ? Optional.empty()
        : Optional.of(TestProbabilities.rounded(logarithms, predicted, labels));
  }

  TestOutcome outcome(int classes) {
    return TestOutcome.of(predicted, confidence, labels, classes);
  }
}
