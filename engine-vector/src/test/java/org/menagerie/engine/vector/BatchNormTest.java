package org.menagerie.engine.vector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.menagerie.api.engine.Batch;
import org.menagerie.api.engine.Session;
import org.menagerie.api.engine.Tensor;
import org.menagerie.api.engine.TensorMap;
import org.menagerie.api.network.BatchNorm;
import org.menagerie.api.network.Layer;
import org.menagerie.api.network.Layers;
import org.menagerie.api.network.Network;
import org.menagerie.api.network.Parameter;
import org.menagerie.api.network.Shape;
import org.menagerie.api.recipe.StepSettings;

/**
 * Batch norms of values whose mean is up to 10,000 times their deviation, as PyTorch computes them
 * in 64-bit floats.
 */
final class BatchNormTest {
  private static final int IMAGES = 37;
  private static final int CHANNELS = 2;
  private static final int AREA = 16;
  private static final int CLASSES = 3;
  private static final StepSettings STILL = new StepSettings(1e-30, 0);

  static Stream<Named<JsonNode>> cases() throws IOException {
    try (InputStream in = BatchNormTest.class.getResourceAsStream("/reference/batch-norm.json")) {
      return StreamSupport.stream(new ObjectMapper().readTree(in).spliterator(), false)
          .map(
              step ->
                  Named.of(
                      "mean %s%s"
                          .formatted(
                              step.get("mean"), step.get("relu").asBoolean() ? ", ReLU" : ""),
                      step));
    }
  }

  /** PyTorch's own 32-bit floats are off by 2e-7 of the variance, and gradients there by 1e-4. */
  @ParameterizedTest
  @MethodSource("cases")
  void hasTheMomentsAndGradientsOfPyTorch(JsonNode step) {
    boolean relu = step.get("relu").asBoolean();
    JsonNode expected = step.get("float64");
    try (Session session = open(relu)) {
      Batch batch = batch(step.get("mean").asInt());
      String norm = relu ? "1." : "0.";

      TensorMap gradients = session.gradients(batch);
      requireClose(gradients.get(norm + "weight"), expected.get("weight_gradient"), 3e-4, 0);
      requireClose(gradients.get(norm + "bias"), expected.get("bias_gradient"), 3e-4, 0);

      assertThat(session.train(batch, STILL).loss())
          .isCloseTo(expected.get("loss").asDouble(), within(3e-4));
      TensorMap weights = session.save().weights();
      requireClose(weights.get(norm + "running_mean"), expected.get("running_mean"), 1e-7, 1e-7);
      requireClose(weights.get(norm + "running_var"), expected.get("running_var"), 0, 3e-7);
    }
  }

  private static void requireClose(
      Tensor actual, JsonNode expected, double absolute, double relative) {
    for (int c = 0; c < CHANNELS; c++) {
      double value = expected.get(c).asDouble();
      assertThat((double) actual.values()[c])
          .isCloseTo(value, within(absolute + relative * Math.abs(value)));
    }
  }

  private static Session open(boolean relu) {
    List<Layer> layers = new ArrayList<>(relu ? List.of(Layers.relu()) : List.of());
    layers.addAll(List.of(new BatchNorm(1e-5, 1), Layers.flatten(), Layers.linear(CLASSES)));
    Network network = new Network(Shape.image(CHANNELS, 4, 4), layers);
    Map<String, Tensor> weights = new HashMap<>();
    for (Parameter parameter : network.parameters()) {
      float[] values = new float[(int) parameter.shape().elements()];
      switch (parameter.role()) {
        case SCALE -> {
          values[0] = 0.75f;
          values[1] = -1.25f;
        }
        case SHIFT -> {
          values[0] = 0.5f;
          values[1] = 0.25f;
        }
        case WEIGHT -> {
          for (int i = 0; i < values.length; i++) {
            values[i] = noise(i) / 4096f;
          }
        }
        case RUNNING_VARIANCE -> Arrays.fill(values, 1);
        case BIAS, SLOPE, RUNNING_MEAN -> {}
      }
      weights.put(parameter.name(), new Tensor(parameter.shape(), values));
    }
    return Sessions.open(network, new TensorMap(weights));
  }

  private static Batch batch(int mean) {
    float[] images = new float[IMAGES * CHANNELS * AREA];
    for (int i = 0; i < images.length; i++) {
      images[i] = (i / AREA % CHANNELS == 0 ? mean : -mean) + noise(i) / 256f;
    }
    int[] labels = new int[IMAGES];
    Arrays.setAll(labels, i -> i % CLASSES);
    return Batch.of(images, labels, IMAGES);
  }

  private static int noise(int i) {
    return (7919 * i + 104729 * (i % 13) + i * i % 977) % 887 - 443;
  }
}
