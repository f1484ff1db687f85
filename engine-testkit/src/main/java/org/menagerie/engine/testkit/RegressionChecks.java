package org.menagerie.engine.testkit;

import static org.junit.jupiter.api.DynamicTest.dynamicTest;
import static org.menagerie.engine.testkit.Requirements.require;
import static org.menagerie.engine.testkit.Requirements.requireClose;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicNode;
import org.menagerie.api.engine.Batch;
import org.menagerie.api.engine.Session;
import org.menagerie.api.engine.SessionSpec;
import org.menagerie.api.engine.SessionState;
import org.menagerie.api.engine.StepResult;
import org.menagerie.api.engine.Tensor;
import org.menagerie.api.engine.TensorMap;
import org.menagerie.api.network.Layers;
import org.menagerie.api.network.Network;
import org.menagerie.api.network.Shape;
import org.menagerie.api.recipe.StepSettings;
import org.menagerie.engine.support.loss.CrossEntropy;
import org.menagerie.engine.support.optimizer.Sgd;

/** Gradients, losses and steps of a softmax regression, held to PyTorch's. */
final class RegressionChecks {
  /** PyTorch computed in double precision; engines compute in 32-bit floats. */
  private static final double TOLERANCE = 1e-5;

  private final Trial trial;

  RegressionChecks(Trial trial) {
    this.trial = trial;
  }

  Stream<DynamicNode> tests() {
    return Stream.concat(
        Stream.of(
            dynamicTest("evaluates as PyTorch does", this::evaluates),
            dynamicTest("smooths labels as PyTorch does", this::smoothsLabels)),
        Regression.trainings().stream()
            .flatMap(
                training ->
                    Stream.of(
                        dynamicTest(
                            "has PyTorch's gradients: " + training.name(),
                            () -> differentiates(training)),
                        dynamicTest(
                            "steps as PyTorch does: " + training.name(), () -> steps(training)))));
  }

  private void evaluates() {
    Regression.Training training = Regression.trainings().get(0);
    try (Session session = trial.open(training.spec(), Regression.weights())) {
      requireClose(
          session.evaluate(Regression.batch(0)), training.logits(0), TOLERANCE, "the logits");
    }
  }

  private void differentiates(Regression.Training training) {
    try (Session session = trial.open(training.spec(), Regression.weights())) {
      TensorMap gradients = session.gradients(Regression.batch(0));
      requireNames(gradients, "the gradients");
      requireTensors(gradients, training.gradients(0), "the gradient of ");
    }
  }

  private void steps(Regression.Training training) {
    try (Session session = trial.open(training.spec(), Regression.weights())) {
      for (int step = 0; step < training.steps(); step++) {
        StepResult result = session.train(Regression.batch(step), training.settings(step));
        String when = " in step %d".formatted(step + 1);
        requireClose(result.loss(), training.loss(step), TOLERANCE, "the loss" + when);
        requireClose(result.logits(), training.logits(step), TOLERANCE, "the logits" + when);
        TensorMap weights = session.save().weights();
        requireNames(weights, "the weights");
        requireTensors(weights, training.after(step), "after step %d: ".formatted(step + 1));
      }
      SessionState state = session.save();
      require(
          state.steps() == training.steps(),
          "The state counts %d steps instead of %d.",
          state.steps(),
          training.steps());
      requireTensors(state.optimizer(), training.optimizerState(), "the optimizer's ");
    }
  }

  private static void requireNames(TensorMap tensors, String what) {
    List<String> names = List.copyOf(tensors.names());
    require(
        names.equals(List.of("1.weight", "1.bias")),
        "The names of %s are %s instead of [1.weight, 1.bias].",
        what,
        names);
  }

  private static void requireTensors(TensorMap tensors, JsonNode expected, String what) {
    for (Map.Entry<String, JsonNode> entry : expected.properties()) {
      String name = entry.getKey();
      require(tensors.contains(name), "There is no %s among %s.", name, tensors.names());
      requireClose(
          tensors.get(name).values(), Reference.doubles(entry.getValue()), TOLERANCE, what + name);
    }
  }

  /** A linear layer that changes nothing: the images are the logits. */
  private void smoothsLabels() {
    JsonNode reference = Reference.read("cross-entropy");
    int[] labels = Reference.integers(reference.get("labels"));
    Batch batch = Batch.of(Reference.floats(reference.get("logits")), labels, labels.length);
    Network network = Network.of(Shape.image(10, 1, 1), Layers.flatten(), Layers.linear(10));
    for (JsonNode expected : reference.get("cross_entropy")) {
      double smoothing = expected.get("label_smoothing").asDouble();
      SessionSpec spec =
          SessionSpec.builder(network, Sgd.of(0.1, 0), new CrossEntropy(smoothing)).build();
      try (Session session = trial.open(spec, identity())) {
        double[] sums = new double[10];
        for (JsonNode row : expected.get("gradient")) {
          for (int k = 0; k < sums.length; k++) {
            sums[k] += row.get(k).asDouble();
          }
        }
        requireClose(
            session.gradients(batch).get("1.bias").values(),
            sums,
            1e-6,
            "the gradient of the bias with labels smoothed by " + smoothing);
        requireClose(
            session.train(batch, new StepSettings(0.05, 0.9)).loss(),
            expected.get("loss").asDouble(),
            TOLERANCE,
            "the loss with labels smoothed by " + smoothing);
      }
    }
  }

  private static TensorMap identity() {
    float[] weights = new float[100];
    for (int k = 0; k < 10; k++) {
      weights[11 * k] = 1;
    }
    return new TensorMap(
        Map.of(
            "1.weight", new Tensor(new Shape(List.of(10, 10)), weights),
            "1.bias", new Tensor(Shape.flat(10), new float[10])));
  }
}
