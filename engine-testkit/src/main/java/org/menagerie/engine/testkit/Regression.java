package org.menagerie.engine.testkit;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.menagerie.api.engine.Batch;
import org.menagerie.api.engine.SessionSpec;
import org.menagerie.api.engine.Tensor;
import org.menagerie.api.engine.TensorMap;
import org.menagerie.api.network.Layers;
import org.menagerie.api.network.Network;
import org.menagerie.api.network.Shape;
import org.menagerie.api.recipe.Optimizer;
import org.menagerie.api.recipe.StepSettings;
import org.menagerie.engine.support.loss.CrossEntropy;
import org.menagerie.engine.support.optimizer.Adam;
import org.menagerie.engine.support.optimizer.AdamW;
import org.menagerie.engine.support.optimizer.Sgd;

/**
 * A softmax regression, the least that an engine runs: three classes of images of 1x4x4 pixels, six
 * batches, and what PyTorch makes of them with each optimizer. Some trainings change learning rate
 * and momentum from step to step.
 */
final class Regression {
  private static final JsonNode REFERENCE = Reference.read("softmax-regression");

  static final int CLASSES = 3;
  static final int PIXELS = 16;
  static final Network NETWORK =
      Network.of(Shape.image(1, 4, 4), Layers.flatten(), Layers.linear(CLASSES));

  private Regression() {}

  /** New weights each time, so that nobody can spoil them for others. */
  static TensorMap weights() {
    return tensors(REFERENCE.get("weight"), REFERENCE.get("bias"));
  }

  /** The images of a step, made each time likewise: five in the last one, eight in the others. */
  static Batch batch(int step) {
    JsonNode batch = REFERENCE.get("batches").get(step);
    int[] labels = Reference.integers(batch.get("labels"));
    return Batch.of(Reference.floats(batch.get("images")), labels, labels.length);
  }

  static List<Training> trainings() {
    List<Training> trainings = new ArrayList<>();
    REFERENCE.get("trainings").forEach(node -> trainings.add(new Training(node)));
    return trainings;
  }

  private static TensorMap tensors(JsonNode weight, JsonNode bias) {
    Map<String, Tensor> tensors = new LinkedHashMap<>();
    tensors.put(
        "1.weight", new Tensor(new Shape(List.of(CLASSES, PIXELS)), Reference.floats(weight)));
    tensors.put("1.bias", new Tensor(Shape.flat(CLASSES), Reference.floats(bias)));
    return new TensorMap(tensors);
  }

  /** What PyTorch computed in double precision with one optimizer. */
  record Training(JsonNode reference) {

    String name() {
      return reference.get("name").asText();
    }

    SessionSpec spec() {
      JsonNode clip = reference.get("clip_norm");
      return SessionSpec.builder(
              NETWORK, optimizer(), new CrossEntropy(reference.get("label_smoothing").asDouble()))
          .clipNorm(clip.isNull() ? OptionalDouble.empty() : OptionalDouble.of(clip.asDouble()))
          .build();
    }

    private Optimizer optimizer() {
      JsonNode settings = reference.get("settings");
      double lr = settings.get("lr").asDouble();
      double decay = settings.path("weight_decay").asDouble(0);
      double beta1 = settings.path("betas").path(0).asDouble(0.9);
      double beta2 = settings.path("betas").path(1).asDouble(0.999);
      return switch (name().split(" ", 2)[0]) {
        case "sgd" ->
            new Sgd(
                lr,
                settings.path("momentum").asDouble(0),
                decay,
                settings.path("nesterov").asBoolean(false));
        case "adam" -> new Adam(lr, beta1, beta2, 1e-8, decay);
        case "adamw" -> new AdamW(lr, beta1, beta2, 1e-8, decay);
        default -> throw new IllegalArgumentException("no optimizer is called " + name());
      };
    }

    int steps() {
      return reference.get("steps").size();
    }

    StepSettings settings(int step) {
      JsonNode node = step(step);
      return new StepSettings(node.get("lr").asDouble(), node.get("momentum").asDouble());
    }

    double loss(int step) {
      return step(step).get("loss").asDouble();
    }

    double[] logits(int step) {
      return Reference.doubles(step(step).get("logits"));
    }

    /** Gradients by parameter, before clipping. */
    JsonNode gradients(int step) {
      return step(step).get("gradients");
    }

    /** Parameters by name, after the step. */
    JsonNode after(int step) {
      return step(step).get("after");
    }

    /** After the last step, by the names that a state has; empty where PyTorch keeps none. */
    JsonNode optimizerState() {
      return reference.get("optimizer_state");
    }

    private JsonNode step(int step) {
      return reference.get("steps").get(step);
    }
  }
}
