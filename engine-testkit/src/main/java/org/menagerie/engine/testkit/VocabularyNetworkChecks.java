package org.menagerie.engine.testkit;

import static org.junit.jupiter.api.DynamicTest.dynamicTest;
import static org.menagerie.engine.testkit.Requirements.require;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicNode;
import org.menagerie.api.engine.Session;
import org.menagerie.api.engine.Tensor;
import org.menagerie.api.network.Network;
import org.menagerie.api.network.Shape;
import org.menagerie.api.recipe.StepSettings;
import org.menagerie.engine.support.GradientClipping;
import org.menagerie.engine.support.optimizer.Sgd;

/** Whole networks of the kinds that are published, trained as PyTorch has trained them. */
final class VocabularyNetworkChecks {
  private static final List<String> NAMES =
      List.of("dense-group-norm", "excited", "residual-colour", "separable");
  private static final StepSettings SETTINGS = new StepSettings(0.01, 0.9);
  private static final double LOSS = 1e-4;
  private static final double LOGITS = 1e-3;

  /** How far beyond its own 32-bit result an engine may be from the 64-bit one. */
  private static final double FACTOR = 5;

  private final Trial trial;

  VocabularyNetworkChecks(Trial trial) {
    this.trial = trial;
  }

  Stream<DynamicNode> tests() {
    return NAMES.stream().map(name -> dynamicTest(name, () -> check(name)));
  }

  private void check(String name) {
    JsonNode reference = Reference.read("vocabulary/" + name);
    JsonNode expected = reference.get("float64");
    JsonNode deviation = reference.get("float32_deviation");
    long seed = reference.get("seed").asLong();
    Shape input =
        new Shape(IntStream.of(Reference.integers(reference.get("input"))).boxed().toList());
    Network network = new Network(input, LayerDocuments.layers(reference.get("layers")));
    require(
        network.summary().trainableParameters() == reference.get("parameters").asLong(),
        "The network has %d parameters, not %s.",
        network.summary().trainableParameters(),
        reference.get("parameters"));
    try (Session session =
        trial.openIfAble(
            Trial.spec(network, Sgd.of(0.01, 0.9)), ReferenceTraining.weights(network, seed))) {
      var evaluation = ReferenceNetwork.batch(seed + 1, 4, input);
      requireClose(
          session.evaluate(evaluation), expected.get("eval_logits_before"), LOGITS, "logits");
      List<Double> norms = new ArrayList<>();
      for (Tensor gradient :
          session.gradients(ReferenceNetwork.batch(seed + 100, 32, input)).asMap().values()) {
        norms.add(GradientClipping.norm(gradient.values()));
      }
      requireClose(floats(norms), expected.get("first_gradient_norms"), LOGITS, "gradient norms");
    }
    try (Session session =
        trial.openIfAble(
            Trial.spec(network, Sgd.of(0.01, 0.9)), ReferenceTraining.weights(network, seed))) {
      List<Double> losses = new ArrayList<>();
      for (int step = 0; step < expected.get("losses").size(); step++) {
        losses.add(
            session.train(ReferenceNetwork.batch(seed + 100 + step, 32, input), SETTINGS).loss());
      }
      requireClose(
          floats(losses),
          expected.get("losses"),
          Math.max(LOSS, FACTOR * deviation.get("losses").asDouble()),
          "losses");
      requireClose(
          session.evaluate(ReferenceNetwork.batch(seed + 1, 4, input)),
          expected.get("eval_logits_after"),
          Math.max(LOGITS, FACTOR * deviation.get("eval_logits_after").asDouble()),
          "logits after training");
    }
  }

  private static float[] floats(List<Double> values) {
    float[] floats = new float[values.size()];
    for (int i = 0; i < floats.length; i++) {
      floats[i] = values.get(i).floatValue();
    }
    return floats;
  }

  private static void requireClose(
      float[] actual, JsonNode expected, double tolerance, String what) {
    double[] numbers = Reference.doubles(expected);
    require(
        actual.length == numbers.length,
        "%s: %d numbers instead of %d.",
        what,
        actual.length,
        numbers.length);
    for (int i = 0; i < numbers.length; i++) {
      require(
          Math.abs(actual[i] - numbers[i]) <= tolerance,
          "%s: number %d is %s where PyTorch has %s; they may differ by %s.",
          what,
          i,
          actual[i],
          numbers[i],
          tolerance);
    }
  }
}
