package org.menagerie.engine.testkit;

import static org.junit.jupiter.api.DynamicTest.dynamicTest;
import static org.menagerie.engine.testkit.Requirements.requireClose;
import static org.menagerie.engine.testkit.Requirements.requireSame;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicNode;
import org.menagerie.api.engine.Batch;
import org.menagerie.api.engine.Session;
import org.menagerie.api.engine.SessionSpec;
import org.menagerie.api.recipe.Loss;
import org.menagerie.api.recipe.StepSettings;
import org.menagerie.engine.support.loss.CrossEntropy;
import org.menagerie.engine.support.optimizer.Sgd;

/** What sessions make of images that belong to several classes each. */
final class SoftLabelChecks {
  private static final double TOLERANCE = 1e-5;
  private static final double SMOOTHING = 0.125;
  private static final List<Double> WEIGHTS = List.of(1.0, 3.0, 0.5);
  private static final StepSettings SETTINGS = new StepSettings(0.125, 0);
  private static final int CLASSES = Regression.CLASSES;

  private final Trial trial;

  SoftLabelChecks(Trial trial) {
    this.trial = trial;
  }

  Stream<DynamicNode> tests() {
    return Stream.of(
        dynamicTest("descends the loss of soft labels", this::descendsTheLossOfSoftLabels),
        dynamicTest("ignores soft labels behind a batch", this::ignoresTheRest));
  }

  private Session open() {
    Loss loss = new CrossEntropy(SMOOTHING, WEIGHTS);
    return trial.open(
        SessionSpec.builder(Regression.NETWORK, Sgd.of(0.1, 0), loss).build(),
        Regression.weights());
  }

  /** Two thirds of each image's own class, a third of the next one. */
  private static double[] soft(Batch batch, int rows) {
    double[] soft = new double[rows * CLASSES];
    for (int i = 0; i < batch.size(); i++) {
      soft[i * CLASSES + batch.labels()[i]] = 2 / 3.0;
      soft[i * CLASSES + (batch.labels()[i] + 1) % CLASSES] = 1 / 3.0;
    }
    return soft;
  }

  private static Batch softened(Batch batch) {
    return Batch.soft(batch.images(), soft(batch, batch.size()), CLASSES, batch.size());
  }

  /**
   * {@code torch.nn.CrossEntropyLoss} with probabilities as targets: these are smoothed and
   * weighted class by class, and the sum is divided by the number of images.
   */
  private void descendsTheLossOfSoftLabels() {
    Batch batch = Regression.batch(0);
    double[] soft = soft(batch, batch.size());
    try (Session session = open()) {
      float[] logits = session.evaluate(batch);
      double loss = 0;
      double[] bias = new double[CLASSES];
      for (int i = 0; i < batch.size(); i++) {
        double sum = 0;
        for (int k = 0; k < CLASSES; k++) {
          sum += Math.exp(logits[i * CLASSES + k]);
        }
        for (int k = 0; k < CLASSES; k++) {
          double target =
              WEIGHTS.get(k)
                  * (soft[i * CLASSES + k] * (1 - SMOOTHING) + SMOOTHING / CLASSES)
                  / batch.size();
          loss += target * (Math.log(sum) - logits[i * CLASSES + k]);
          for (int j = 0; j < CLASSES; j++) {
            double probability = Math.exp(logits[i * CLASSES + j]) / sum;
            bias[j] += target * (probability - (j == k ? 1 : 0));
          }
        }
      }
      requireClose(
          session.gradients(softened(batch)).get("1.bias").values(),
          bias,
          TOLERANCE,
          "the gradient of the bias with soft labels");
      requireClose(
          session.train(softened(batch), SETTINGS).loss(),
          loss,
          TOLERANCE,
          "the loss of soft labels");
    }
  }

  private void ignoresTheRest() {
    Batch batch = Regression.batch(0);
    int rows = batch.size() + 2;
    double[] longer = soft(batch, rows);
    Arrays.fill(longer, batch.size() * CLASSES, longer.length, Double.NaN);
    float[] images = Arrays.copyOf(batch.images(), rows * Regression.PIXELS);
    try (Session session = open();
        Session other = open()) {
      session.train(Batch.soft(images, longer, CLASSES, batch.size()), SETTINGS);
      other.train(softened(batch), SETTINGS);
      requireSame(session.save().weights(), other.save().weights(), "the weights after a step");
    }
  }
}
