package org.menagerie.engine.testkit;

import static org.junit.jupiter.api.DynamicTest.dynamicTest;
import static org.menagerie.engine.testkit.Requirements.require;
import static org.menagerie.engine.testkit.Requirements.requireSame;

import java.util.Arrays;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.function.Executable;
import org.menagerie.api.engine.Batch;
import org.menagerie.api.engine.Session;
import org.menagerie.api.engine.StepResult;
import org.menagerie.api.engine.TensorMap;
import org.menagerie.api.recipe.StepSettings;
import org.menagerie.engine.support.optimizer.Sgd;

/** How a session treats what it is handed, and whose the arrays are. */
final class BatchChecks {
  private static final StepSettings SETTINGS = new StepSettings(0.05, 0.9);

  private final Trial trial;

  BatchChecks(Trial trial) {
    this.trial = trial;
  }

  Stream<DynamicNode> tests() {
    return Stream.of(
        dynamicTest("evaluates without learning", with(this::evaluatesWithoutLearning)),
        dynamicTest("differentiates without learning", with(this::differentiatesWithoutLearning)),
        dynamicTest("evaluates each image as if it were alone", with(this::evaluatesEach)),
        dynamicTest("ignores what lies behind a batch", this::ignoresTheRest),
        dynamicTest("leaves a batch as it was", with(this::leavesBatches)),
        dynamicTest("is done with a batch when it answers", this::keepsNoBatch),
        dynamicTest("answers with arrays of its own", with(this::answersWithOwnArrays)),
        dynamicTest("does not hide what is not a number", with(this::showsNaN)));
  }

  private Executable with(Consumer<Session> check) {
    return () -> {
      try (Session session = open()) {
        check.accept(session);
      }
    };
  }

  private Session open() {
    return trial.open(Trial.spec(Regression.NETWORK, Sgd.of(0.05, 0.9)), Regression.weights());
  }

  private void evaluatesWithoutLearning(Session session) {
    session.train(Regression.batch(0), SETTINGS);
    TensorMap before = session.save().weights();
    float[] once = session.evaluate(Regression.batch(1));
    requireSame(session.evaluate(Regression.batch(1)), once, "the logits of a second evaluation");
    requireSame(session.save().weights(), before, "the weights after an evaluation");
  }

  private void differentiatesWithoutLearning(Session session) {
    TensorMap once = session.gradients(Regression.batch(0));
    requireSame(session.gradients(Regression.batch(0)), once, "the gradients, taken twice");
    requireSame(session.save().weights(), Regression.weights(), "the weights after gradients");
    require(
        session.save().steps() == 0,
        "Gradients count as %d steps, but they are none.",
        session.save().steps());
  }

  private void evaluatesEach(Session session) {
    Batch batch = Regression.batch(0);
    float[] logits = session.evaluate(batch);
    for (int i = 0; i < batch.size(); i++) {
      float[] image =
          Arrays.copyOfRange(batch.images(), i * Regression.PIXELS, (i + 1) * Regression.PIXELS);
      float[] alone = session.evaluate(Batch.of(image, new int[1], 1));
      double[] expected = new double[Regression.CLASSES];
      for (int k = 0; k < expected.length; k++) {
        expected[k] = logits[i * Regression.CLASSES + k];
      }
      Requirements.requireClose(alone, expected, 1e-5, "image " + i + " alone");
    }
  }

  private void ignoresTheRest() {
    Batch batch = Regression.batch(0);
    float[] images = Arrays.copyOf(batch.images(), batch.images().length + 3);
    Arrays.fill(images, batch.images().length, images.length, Float.NaN);
    Batch longer = Batch.of(images, Arrays.copyOf(batch.labels(), batch.size() + 1), batch.size());
    try (Session session = open();
        Session other = open()) {
      requireSame(session.evaluate(longer), other.evaluate(batch), "the logits");
      requireSame(session.gradients(longer), other.gradients(batch), "the gradients");
      session.train(longer, SETTINGS);
      other.train(batch, SETTINGS);
      requireSame(session.save().weights(), other.save().weights(), "the weights after a step");
    }
  }

  private void leavesBatches(Session session) {
    Batch batch = Regression.batch(0);
    session.evaluate(batch);
    session.gradients(batch);
    session.train(batch, SETTINGS);
    requireSame(batch.images(), Regression.batch(0).images(), "the images after a step");
    require(
        Arrays.equals(batch.labels(), Regression.batch(0).labels()),
        "The labels are %s after a step.",
        Arrays.toString(batch.labels()));
  }

  /** The loop fills the same arrays with the next images while a session may still compute. */
  private void keepsNoBatch() {
    try (Session session = open();
        Session other = open()) {
      for (int step = 0; step < 3; step++) {
        Batch batch = Regression.batch(step);
        session.train(batch, SETTINGS);
        Arrays.fill(batch.images(), Float.NaN);
        Arrays.fill(batch.labels(), 0);
        other.train(Regression.batch(step), SETTINGS);
      }
      requireSame(session.save().weights(), other.save().weights(), "the weights");
    }
  }

  private void answersWithOwnArrays(Session session) {
    float[] evaluated = session.evaluate(Regression.batch(0));
    float[] ofEvaluation = evaluated.clone();
    StepResult step = session.train(Regression.batch(0), SETTINGS);
    float[] ofStep = step.logits().clone();
    session.evaluate(Regression.batch(1));
    session.train(Regression.batch(1), SETTINGS);
    requireSame(evaluated, ofEvaluation, "the logits of an evaluation, after the next one");
    requireSame(step.logits(), ofStep, "the logits of a step, after the next one");
  }

  /** A training that diverges has to show it, or the loop goes on with nonsense. */
  private void showsNaN(Session session) {
    Batch batch = Regression.batch(0);
    batch.images()[2 * Regression.PIXELS + 1] = Float.NaN;
    float[] logits = session.evaluate(batch);
    for (int i = 0; i < logits.length; i++) {
      boolean spoiled = i / Regression.CLASSES == 2;
      require(
          Float.isNaN(logits[i]) == spoiled,
          "Image 2 has a pixel that is not a number, and logit %d of image %d is %s.",
          i % Regression.CLASSES,
          i / Regression.CLASSES,
          logits[i]);
    }
    double loss = session.train(batch, SETTINGS).loss();
    require(Double.isNaN(loss), "A pixel is not a number, but the loss is %s.", loss);
  }
}
