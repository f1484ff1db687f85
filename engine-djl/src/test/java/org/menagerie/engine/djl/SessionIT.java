package org.menagerie.engine.djl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.menagerie.api.engine.Batch;
import org.menagerie.api.engine.Engine;
import org.menagerie.api.engine.GradientClipping;
import org.menagerie.api.engine.Session;
import org.menagerie.api.engine.SessionSpec;
import org.menagerie.api.engine.SessionState;
import org.menagerie.api.engine.Tensor;
import org.menagerie.api.engine.TensorMap;
import org.menagerie.api.error.MenagerieException;
import org.menagerie.api.network.Activation;
import org.menagerie.api.network.AvgPool;
import org.menagerie.api.network.Layer;
import org.menagerie.api.network.Layers;
import org.menagerie.api.network.MaxPool;
import org.menagerie.api.network.Network;
import org.menagerie.api.network.Parameter;
import org.menagerie.api.network.Shape;
import org.menagerie.api.random.RandomStream;
import org.menagerie.api.recipe.Adam;
import org.menagerie.api.recipe.Optimizer;
import org.menagerie.api.recipe.Sgd;
import org.menagerie.api.recipe.StepSettings;

class SessionIT {
  private static final StepSettings SETTINGS = new StepSettings(0.05, 0.9);

  static Stream<Arguments> engines() {
    return Stream.of(new PyTorchEngine(), new MxNetEngine())
        .map(engine -> Arguments.of(Named.of(engine.name(), engine)));
  }

  @ParameterizedTest
  @MethodSource("engines")
  void learnsOnEveryKindOfLayer(Engine engine) {
    Network network = everyLayer();
    try (Session session = open(engine, network, Sgd.of(0.05, 0.9))) {
      Batch batch = ReferenceNetwork.batch(5, 32);
      double first = session.train(batch, SETTINGS).loss();
      double last = first;
      for (int step = 0; step < 30; step++) {
        last = session.train(batch, SETTINGS).loss();
      }
      assertThat(last).isLessThan(first / 2);
    }
  }

  @ParameterizedTest
  @MethodSource("engines")
  void dropsOutInTrainingOnly(Engine engine) {
    Network network =
        Network.of(
            Shape.image(1, 28, 28), Layers.dropout(0.5), Layers.flatten(), Layers.linear(10));
    try (Session session = open(engine, network, Sgd.of(0.05, 0.9))) {
      Batch batch = ReferenceNetwork.batch(5, 8);
      assertThat(session.evaluate(batch)).isEqualTo(session.evaluate(batch));

      StepSettings still = new StepSettings(1e-30, 0);
      float[] once = session.train(batch, still).logits();
      assertThat(session.train(batch, still).logits()).isNotEqualTo(once);
    }
  }

  @ParameterizedTest
  @MethodSource("engines")
  void repeatsItselfFromTheSameSeed(Engine engine) {
    Network network = everyLayer();
    List<double[]> histories = new ArrayList<>();
    for (int run = 0; run < 2; run++) {
      try (Session session = open(engine, network, Adam.of(0.01))) {
        session.seed(42);
        double[] losses = new double[8];
        for (int step = 0; step < losses.length; step++) {
          Batch batch = ReferenceNetwork.batch(step, 32);
          losses[step] = session.train(batch, new StepSettings(0.01, 0.9)).loss();
        }
        histories.add(losses);
      }
    }
    assertThat(histories.get(1)).isEqualTo(histories.get(0));
  }

  /** What a collection frees between forward and backward must not be what backward reads. */
  @ParameterizedTest
  @MethodSource("engines")
  void computesTheSameGradientsWhileGarbageIsCollected(Engine engine) throws InterruptedException {
    Network network = everyLayer();
    Batch batch = ReferenceNetwork.batch(5, 4);
    Thread collector = new Thread(SessionIT::collectGarbageUntilInterrupted);
    try (Session session = open(engine, network, Sgd.of(0.05, 0.9))) {
      List<float[]> expected = seededGradients(session, batch);
      collector.start();
      for (int i = 0; i < 15; i++) {
        assertThat(seededGradients(session, batch)).usingRecursiveComparison().isEqualTo(expected);
      }
    } finally {
      collector.interrupt();
      collector.join();
    }
  }

  private static List<float[]> seededGradients(Session session, Batch batch) {
    session.seed(42);
    return session.gradients(batch).asMap().values().stream().map(Tensor::values).toList();
  }

  /** Freed memory is taken and filled with something else at once. */
  private static void collectGarbageUntilInterrupted() {
    List<ByteBuffer> taken = new ArrayList<>();
    while (!Thread.currentThread().isInterrupted()) {
      System.gc();
      if (taken.size() > 20_000) {
        taken.clear();
      }
      for (int i = 0; i < 200; i++) {
        taken.add(ByteBuffer.allocateDirect(Float.BYTES).putFloat(0, Float.MAX_VALUE));
      }
    }
  }

  @ParameterizedTest
  @MethodSource("engines")
  void goesOnFromASavedStateAsIfNothingHadHappened(Engine engine) {
    Network network = everyLayer();
    Batch batch = ReferenceNetwork.batch(5, 16);
    try (Session straight = open(engine, network, Adam.of(0.01));
        Session resumed = open(engine, network, Adam.of(0.01))) {
      straight.train(batch, SETTINGS);
      SessionState saved = straight.save();
      straight.seed(7);
      double next = straight.train(batch, SETTINGS).loss();

      resumed.restore(saved);
      resumed.seed(7);
      assertThat(resumed.train(batch, SETTINGS).loss()).isEqualTo(next);
      assertThat(resumed.evaluate(batch)).isEqualTo(straight.evaluate(batch));
      assertThat(resumed.save().steps()).isEqualTo(2);
    }
  }

  @ParameterizedTest
  @MethodSource("engines")
  void smoothsLabelsAsPyTorchDoes(Engine engine) throws IOException {
    JsonNode reference;
    try (InputStream in = SessionIT.class.getResourceAsStream("/reference/losses.json")) {
      reference = new ObjectMapper().readTree(in);
    }
    // A linear layer without inputs worth mentioning: its biases are the logits, row by row.
    JsonNode rows = reference.get("logits");
    for (JsonNode expected : reference.get("cross_entropy")) {
      double sum = 0;
      for (int row = 0; row < rows.size(); row++) {
        sum += lossOfRow(engine, rows.get(row), reference.get("labels").get(row).asInt(), expected);
      }
      assertThat(sum / rows.size()).isCloseTo(expected.get("loss").asDouble(), within(1e-5));
    }
  }

  private static double lossOfRow(Engine engine, JsonNode logits, int label, JsonNode expected) {
    Network network = Network.of(Shape.image(1, 1, 1), Layers.flatten(), Layers.linear(10));
    float[] biases = new float[10];
    for (int k = 0; k < 10; k++) {
      biases[k] = (float) logits.get(k).asDouble();
    }
    TensorMap weights =
        new TensorMap(
            Map.of(
                "1.weight", new Tensor(new Shape(List.of(10, 1)), new float[10]),
                "1.bias", new Tensor(Shape.flat(10), biases)));
    double smoothing = expected.get("label_smoothing").asDouble();
    SessionSpec spec =
        new SessionSpec(network, Sgd.of(0.1, 0), smoothing, OptionalDouble.empty(), 1);
    try (Session session = engine.open(spec, weights)) {
      Batch batch = new Batch(new float[] {0}, new int[] {label}, 1);
      return session.train(batch, new StepSettings(0.1, 0)).loss();
    }
  }

  @ParameterizedTest
  @MethodSource("engines")
  void clipsGradientsByTheirGlobalNorm(Engine engine) {
    Network network = everyLayer();
    Batch batch = ReferenceNetwork.batch(5, 16);
    SessionSpec spec = new SessionSpec(network, Sgd.of(1, 0), 0, OptionalDouble.of(0.01), 1);
    try (Session session = engine.open(spec, weights(network))) {
      TensorMap before = session.save().weights();
      session.train(batch, new StepSettings(1, 0));
      TensorMap after = session.save().weights();

      // With learning rate 1 and no momentum, the step is the clipped gradient.
      double square = 0;
      for (Parameter parameter : network.parameters()) {
        if (parameter.trainable()) {
          double norm =
              GradientClipping.norm(
                  difference(before.get(parameter.name()), after.get(parameter.name())));
          square += norm * norm;
        }
      }
      assertThat(Math.sqrt(square)).isCloseTo(0.01, within(1e-5));
    }
  }

  @ParameterizedTest
  @MethodSource("engines")
  void refusesALayerItDoesNotKnowByItsName(Engine engine) {
    Network network =
        Network.of(Shape.image(1, 28, 28), Layers.flatten(), new Mystery(), Layers.linear(10));

    assertThatThrownBy(() -> open(engine, network, Sgd.of(0.1, 0)))
        .isInstanceOf(MenagerieException.class)
        .hasMessage(
            "The engine " + engine.name() + " cannot run layer 1 (Mystery) of this network.");
  }

  @ParameterizedTest
  @MethodSource("engines")
  void refusesABatchOfOneWhereThereIsNoVariance(Engine engine) {
    Network network =
        Network.of(
            Shape.image(1, 28, 28),
            Layers.globalAvgPool(),
            Layers.batchNorm(),
            Layers.flatten(),
            Layers.linear(10));
    try (Session session = open(engine, network, Sgd.of(0.1, 0))) {
      assertThatThrownBy(() -> session.train(ReferenceNetwork.batch(1, 1), SETTINGS))
          .isInstanceOf(MenagerieException.class)
          .hasMessageContaining("Layer 1 (BatchNorm) sees a single value per channel");
    }
  }

  @ParameterizedTest
  @MethodSource("engines")
  void saysWhatComputed(Engine engine) {
    try (Session session = open(engine, everyLayer(), Sgd.of(0.1, 0))) {
      assertThat(session.provenance()).containsKeys("djl", "engine", "device", "threads");
      assertThat(engine.unavailable()).isEmpty();
    }
  }

  private record Mystery() implements Layer {
    @Override
    public Shape outputShape(Shape input) {
      return input;
    }

    @Override
    public String describe() {
      return "Mystery";
    }
  }

  private static Network everyLayer() {
    return Network.of(
        Shape.image(1, 28, 28),
        Layers.conv2d(8, 3).withStride(2).withPadding(1),
        Layers.batchNorm(),
        new Activation(Activation.Function.LEAKY_RELU),
        Layers.residual(
            Layers.conv2d(8, 3).withPadding(2).withDilation(2).withGroups(4).withoutBias(),
            Layers.batchNorm(),
            Layers.relu()),
        new MaxPool(3, 2, 1),
        Layers.dropout(0.05),
        Layers.conv2d(12, 1),
        new Activation(Activation.Function.SILU),
        new AvgPool(3, 2, 1),
        Layers.conv2d(16, 3),
        new Activation(Activation.Function.TANH),
        Layers.globalAvgPool(),
        Layers.conv2d(16, 1),
        new Activation(Activation.Function.SIGMOID),
        Layers.flatten(),
        Layers.batchNorm(),
        Layers.linear(10));
  }

  private static Session open(Engine engine, Network network, Optimizer optimizer) {
    SessionSpec spec = new SessionSpec(network, optimizer, 0, OptionalDouble.empty(), 1);
    return engine.open(spec, weights(network));
  }

  private static TensorMap weights(Network network) {
    RandomStream random = RandomStream.ofSeed(3);
    Map<String, Tensor> tensors = new LinkedHashMap<>();
    for (Parameter parameter : network.parameters()) {
      float[] values = new float[(int) parameter.shape().elements()];
      double bound = 1 / Math.sqrt((double) parameter.fanIn());
      for (int i = 0; i < values.length; i++) {
        values[i] =
            switch (parameter.role()) {
              case WEIGHT, BIAS -> (float) random.uniform(-bound, bound);
              case SCALE, RUNNING_VARIANCE -> 1;
              case SHIFT, RUNNING_MEAN -> 0;
            };
      }
      tensors.put(parameter.name(), new Tensor(parameter.shape(), values));
    }
    return new TensorMap(tensors);
  }

  private static float[] difference(Tensor left, Tensor right) {
    float[] values = left.values().clone();
    for (int i = 0; i < values.length; i++) {
      values[i] -= right.values()[i];
    }
    return values;
  }
}
