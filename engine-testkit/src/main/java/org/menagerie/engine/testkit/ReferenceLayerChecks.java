package org.menagerie.engine.testkit;

import static org.junit.jupiter.api.DynamicTest.dynamicTest;
import static org.menagerie.engine.testkit.Requirements.require;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.DynamicNode;
import org.menagerie.api.engine.Batch;
import org.menagerie.api.engine.Session;
import org.menagerie.api.engine.SessionSpec;
import org.menagerie.api.engine.StepResult;
import org.menagerie.api.engine.Tensor;
import org.menagerie.api.engine.TensorMap;
import org.menagerie.api.network.Layer;
import org.menagerie.api.network.Layers;
import org.menagerie.api.network.Network;
import org.menagerie.api.network.Parameter;
import org.menagerie.api.network.Shape;
import org.menagerie.api.recipe.Component;
import org.menagerie.api.recipe.Loss;
import org.menagerie.api.recipe.StepSettings;
import org.menagerie.engine.support.optimizer.Sgd;

/**
 * Every layer by itself, with PyTorch's outputs and gradients. A linear layer behind it hands its
 * values on as they are, so that logits are its output; the loss is made so that its gradient by
 * them is the one given; and a probe before it sees the gradient of its input.
 */
final class ReferenceLayerChecks {
  private static final StepSettings STILL = new StepSettings(0, 0);
  private static final double TOLERANCE = 1e-5;

  private final Trial trial;

  ReferenceLayerChecks(Trial trial) {
    this.trial = trial;
  }

  Stream<DynamicNode> tests() {
    JsonNode references = Reference.read("vocabulary/layers");
    return StreamSupport.stream(references.spliterator(), false)
        .map(
            reference ->
                dynamicTest(
                    reference.get("name").asText(), () -> new Case(trial, reference).check()));
  }

  /** A loss whose gradient is given: an image's label is its number in the batch. */
  @SuppressWarnings("ArrayRecordComponent") // Never compared.
  private record Given(float[][] upstream) implements Loss {
    @Override
    public Component component() {
      return Component.of("given");
    }

    @Override
    public double apply(float[] logits, int label, double[] gradient) {
      double loss = 0;
      for (int k = 0; k < gradient.length; k++) {
        // Divided by the batch's size again.
        gradient[k] =
            k < upstream[label].length ? (double) upstream[label][k] * upstream.length : 0;
        loss += gradient[k] * logits[k];
      }
      return loss;
    }
  }

  /** One layer. */
  private static final class Case {
    private static final String PREFIX = "1.";

    private final Trial trial;
    private final JsonNode reference;
    private final int images;
    private final int outputs;
    private final int logits;
    private final Network network;
    private final Probe probe = new Probe();

    Case(Trial trial, JsonNode reference) {
      this.trial = trial;
      this.reference = reference;
      this.images = reference.get("batch").asInt();
      Shape input = shape(reference.get("input_shape"));
      Layer layer = LayerDocuments.layer(reference.get("document"));
      Shape output = layer.outputShape(input);
      require(
          output.equals(shape(reference.get("output_shape"))),
          "The layer leaves %s where PyTorch leaves %s.",
          output,
          reference.get("output_shape"));
      this.outputs = Math.toIntExact(output.elements());
      // There is a class for each image.
      this.logits = Math.max(outputs, images);
      this.network =
          Network.of(input, probe, layer, Layers.flatten(), Layers.linear(logits).withoutBias());
    }

    private static Shape shape(JsonNode dimensions) {
      return new Shape(IntStream.of(Reference.integers(dimensions)).boxed().toList());
    }

    void check() {
      Batch batch =
          Batch.of(
              Reference.floats(reference.get("input")),
              IntStream.range(0, images).toArray(),
              images);
      try (Session session = open()) {
        requireClose(outputs(session.evaluate(batch)), "eval_output_before");
        TensorMap gradients = session.gradients(batch);
        requireClose(probe.gradient(), "input_gradient");
        for (JsonNode parameter : reference.get("parameters")) {
          String name = parameter.get("name").asText();
          requireClose(
              gradients.get(PREFIX + name).values(),
              parameter.get("gradient"),
              "the gradient of " + name);
        }
      }
      try (Session session = open()) {
        StepResult step = session.train(batch, STILL);
        requireClose(outputs(step.logits()), "train_output");
        for (JsonNode statistic : reference.get("running_statistics_after")) {
          String name = statistic.get("name").asText();
          requireClose(
              session.save().weights().get(PREFIX + name).values(), statistic.get("values"), name);
        }
        requireClose(outputs(session.evaluate(batch)), "eval_output_after");
      }
    }

    private Session open() {
      float[] upstream = Reference.floats(reference.get("upstream_gradient"));
      float[][] byImage = new float[images][outputs];
      for (int i = 0; i < images; i++) {
        System.arraycopy(upstream, i * outputs, byImage[i], 0, outputs);
      }
      SessionSpec spec = SessionSpec.builder(network, Sgd.of(0.1, 0), new Given(byImage)).build();
      return trial.openIfAble(spec, weights());
    }

    private TensorMap weights() {
      Map<String, float[]> given = new LinkedHashMap<>();
      reference
          .get("parameters")
          .forEach(
              p -> given.put(PREFIX + p.get("name").asText(), Reference.floats(p.get("values"))));
      Map<String, Tensor> tensors = new LinkedHashMap<>();
      for (Parameter parameter : network.parameters()) {
        float[] values =
            given.containsKey(parameter.name()) ? given.get(parameter.name()) : other(parameter);
        tensors.put(parameter.name(), new Tensor(parameter.shape(), values));
      }
      return new TensorMap(tensors);
    }

    /** Fresh statistics, and the weight that hands values on. */
    private float[] other(Parameter parameter) {
      float[] values = new float[Math.toIntExact(parameter.shape().elements())];
      if (parameter.role() == Parameter.Role.RUNNING_VARIANCE) {
        Arrays.fill(values, 1);
      } else if (parameter.role() == Parameter.Role.WEIGHT) {
        for (int k = 0; k < outputs; k++) {
          values[k * outputs + k] = 1;
        }
      }
      return values;
    }

    /** Without the logits that stand for nothing. */
    private float[] outputs(float[] all) {
      float[] values = new float[images * outputs];
      for (int i = 0; i < images; i++) {
        System.arraycopy(all, i * logits, values, i * outputs, outputs);
      }
      return values;
    }

    private void requireClose(float[] actual, String field) {
      requireClose(actual, reference.get(field), field);
    }

    private static void requireClose(float[] actual, JsonNode expected, String what) {
      double[] numbers = Reference.doubles(expected);
      require(
          actual.length == numbers.length,
          "%s: %d numbers instead of %d.",
          what,
          actual.length,
          numbers.length);
      List<String> off = new ArrayList<>();
      for (int i = 0; i < numbers.length; i++) {
        if (!(Math.abs(actual[i] - numbers[i]) <= TOLERANCE * (1 + Math.abs(numbers[i])))) {
          off.add("number %d is %s, not %s".formatted(i, actual[i], numbers[i]));
        }
      }
      require(
          off.isEmpty(),
          "%s: %s; %d of %d differ from PyTorch's by more than 1e-5 and 1e-5 of them.",
          what,
          off.isEmpty() ? "" : off.get(0),
          off.size(),
          numbers.length);
    }
  }
}
