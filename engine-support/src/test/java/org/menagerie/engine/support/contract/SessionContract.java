package org.menagerie.engine.support.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.menagerie.api.engine.Batch;
import org.menagerie.api.engine.Engine;
import org.menagerie.api.engine.Session;
import org.menagerie.api.engine.SessionSpec;
import org.menagerie.api.engine.SessionState;
import org.menagerie.api.engine.Tensor;
import org.menagerie.api.engine.TensorMap;
import org.menagerie.api.error.MenagerieException;
import org.menagerie.api.network.Layer;
import org.menagerie.api.network.Layers;
import org.menagerie.api.network.Network;
import org.menagerie.api.network.Parameter;
import org.menagerie.api.network.Shape;
import org.menagerie.api.recipe.Adam;
import org.menagerie.api.recipe.Optimizer;
import org.menagerie.api.recipe.Sgd;
import org.menagerie.api.recipe.StepSettings;
import org.menagerie.engine.support.GradientClipping;

/** What a session of any engine does. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
public abstract class SessionContract {
  private static final StepSettings SETTINGS = new StepSettings(0.05, 0.9);

  /** The engines to hold. */
  protected abstract List<Engine> engines();

  private Stream<Arguments> all() {
    return engines().stream().map(engine -> Arguments.of(Named.of(engine.name(), engine)));
  }

  @ParameterizedTest
  @MethodSource("all")
  protected final void learnsOnEveryKindOfLayer(Engine engine) {
    Network network = Samples.everyLayer();
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
  @MethodSource("all")
  protected final void dropsOutInTrainingOnly(Engine engine) {
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
  @MethodSource("all")
  protected final void repeatsItselfFromTheSameSeed(Engine engine) {
    Network network = Samples.everyLayer();
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

  @ParameterizedTest
  @MethodSource("all")
  protected final void goesOnFromASavedStateAsIfNothingHadHappened(Engine engine) {
    Network network = Samples.everyLayer();
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

  /** A linear layer that changes nothing: the images are the logits. */
  @ParameterizedTest
  @MethodSource("all")
  protected final void smoothsLabelsAsPyTorchDoes(Engine engine) {
    JsonNode reference = Reference.read("losses");
    Batch batch = logits(reference);
    for (JsonNode expected : reference.get("cross_entropy")) {
      double smoothing = expected.get("label_smoothing").asDouble();
      Network network = Network.of(Shape.image(10, 1, 1), Layers.flatten(), Layers.linear(10));
      SessionSpec spec =
          new SessionSpec(network, Sgd.of(0.1, 0), smoothing, OptionalDouble.empty(), 1);
      try (Session session = engine.open(spec, identity())) {
        float[] gradients = session.gradients(batch).get("1.bias").values();
        for (int k = 0; k < 10; k++) {
          double sum = 0;
          for (JsonNode row : expected.get("gradient")) {
            sum += row.get(k).asDouble();
          }
          assertThat((double) gradients[k]).isCloseTo(sum, within(1e-6));
        }
        assertThat(session.train(batch, SETTINGS).loss())
            .isCloseTo(expected.get("loss").asDouble(), within(1e-5));
      }
    }
  }

  private static Batch logits(JsonNode reference) {
    float[] images = floats(Reference.numbers(reference.get("logits")));
    int[] labels = new int[images.length / 10];
    for (int i = 0; i < labels.length; i++) {
      labels[i] = reference.get("labels").get(i).asInt();
    }
    return new Batch(images, labels, labels.length);
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

  private static float[] floats(List<Double> numbers) {
    float[] values = new float[numbers.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = numbers.get(i).floatValue();
    }
    return values;
  }

  @ParameterizedTest
  @MethodSource("all")
  protected final void clipsGradientsByTheirGlobalNorm(Engine engine) {
    Network network = Samples.everyLayer();
    Batch batch = ReferenceNetwork.batch(5, 16);
    SessionSpec spec = new SessionSpec(network, Sgd.of(1, 0), 0, OptionalDouble.of(0.01), 1);
    try (Session session = engine.open(spec, Samples.weights(network, 3))) {
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
  @MethodSource("all")
  protected final void refusesALayerItDoesNotKnowByItsName(Engine engine) {
    Network network =
        Network.of(Shape.image(1, 28, 28), Layers.flatten(), new Mystery(), Layers.linear(10));

    assertThatThrownBy(() -> open(engine, network, Sgd.of(0.1, 0)))
        .isInstanceOf(MenagerieException.class)
        .hasMessageStartingWith("The engine " + engine.name() + " ")
        .hasMessageContaining(" layer 1 (Mystery)");
  }

  @ParameterizedTest
  @MethodSource("all")
  protected final void refusesABatchOfOneWhereThereIsNoVariance(Engine engine) {
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
  @MethodSource("all")
  protected final void saysWhatComputed(Engine engine) {
    try (Session session = open(engine, Samples.everyLayer(), Sgd.of(0.1, 0))) {
      assertThat(session.provenance()).containsKeys("engine", "device", "threads");
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

  private static Session open(Engine engine, Network network, Optimizer optimizer) {
    SessionSpec spec = new SessionSpec(network, optimizer, 0, OptionalDouble.empty(), 1);
    return engine.open(spec, Samples.weights(network, 3));
  }

  private static float[] difference(Tensor left, Tensor right) {
    float[] values = left.values().clone();
    for (int i = 0; i < values.length; i++) {
      values[i] -= right.values()[i];
    }
    return values;
  }
}
