package org.menagerie.engine.vector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;
import static org.menagerie.engine.vector.Sessions.open;
import static org.menagerie.engine.vector.Sessions.values;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.menagerie.api.engine.Batch;
import org.menagerie.api.engine.Session;
import org.menagerie.api.engine.SessionState;
import org.menagerie.api.engine.TensorMap;
import org.menagerie.api.error.MenagerieException;
import org.menagerie.api.network.BatchNorm;
import org.menagerie.api.network.Layer;
import org.menagerie.api.network.Layers;
import org.menagerie.api.network.Network;
import org.menagerie.api.network.Shape;
import org.menagerie.api.recipe.Optimizer;
import org.menagerie.api.recipe.StepSettings;
import org.menagerie.engine.support.optimizer.Adam;
import org.menagerie.engine.support.optimizer.AdamW;
import org.menagerie.engine.support.optimizer.Sgd;
import org.menagerie.engine.testkit.ReferenceNetwork;
import org.menagerie.engine.testkit.Samples;

final class SessionTest {
  private static final Network NETWORK = Samples.everyLayer();
  private static final StepSettings SETTINGS = new StepSettings(0.01, 0.9);

  /** What lies in lanes without images must never be looked at, not even if it is no number. */
  @ParameterizedTest
  @ValueSource(ints = {2, 5, 16, 17, 31})
  void forgetsBatchesThatWereLarger(int size) {
    Batch batch = ReferenceNetwork.batch(1, size);
    try (Session fresh = open(NETWORK);
        Session used = open(NETWORK)) {
      SessionState initial = used.save();
      used.train(spoiled(ReferenceNetwork.batch(2, 48), 0), SETTINGS);
      used.evaluate(spoiled(ReferenceNetwork.batch(2, 48), 0));
      used.restore(initial);
      fresh.seed(1);
      used.seed(1);

      assertThat(used.evaluate(batch)).isEqualTo(fresh.evaluate(batch));
      assertThat(values(used.gradients(batch)))
          .usingRecursiveComparison()
          .isEqualTo(values(fresh.gradients(batch)));
      assertThat(used.train(batch, SETTINGS).loss()).isEqualTo(fresh.train(batch, SETTINGS).loss());
      assertThat(values(used.save())).usingRecursiveComparison().isEqualTo(values(fresh.save()));
    }
  }

  @Test
  void evaluatesEachImageAsIfItWereAlone() {
    Batch all = ReferenceNetwork.batch(1, 37);
    try (Session session = open(NETWORK)) {
      session.train(ReferenceNetwork.batch(2, 20), SETTINGS);
      float[] logits = session.evaluate(all);

      for (int i = 0; i < 37; i++) {
        float[] image = Arrays.copyOfRange(all.images(), 784 * i, 784 * (i + 1));
        assertThat(session.evaluate(Batch.of(image, new int[1], 1)))
            .isEqualTo(Arrays.copyOfRange(logits, 10 * i, 10 * (i + 1)));
      }
    }
  }

  @Test
  void ignoresWhatLiesBehindTheBatchInItsArrays() {
    Batch batch = ReferenceNetwork.batch(1, 5);
    Batch longer =
        Batch.of(
            Arrays.copyOf(batch.images(), batch.images().length + 784),
            Arrays.copyOf(batch.labels(), 6),
            5);
    try (Session session = open(NETWORK)) {
      assertThat(session.evaluate(longer)).hasSize(50).isEqualTo(session.evaluate(batch));
    }
  }

  static Stream<Optimizer> optimizers() {
    return Stream.of(Sgd.of(0.01, 0.9), Adam.of(0.01), AdamW.of(0.01));
  }

  @ParameterizedTest
  @MethodSource("optimizers")
  void resumesFromASavedStateToTheLastBit(Optimizer optimizer) {
    try (Session straight = open(NETWORK, optimizer, 1);
        Session resumed = open(NETWORK, optimizer, 2)) {
      train(straight, 0, 3);
      SessionState saved = straight.save();
      Map<String, float[]> before = Sessions.values(saved);
      train(straight, 3, 6);

      resumed.restore(saved);
      assertThat(values(resumed.save())).usingRecursiveComparison().isEqualTo(before);
      train(resumed, 3, 6);
      assertThat(values(resumed.save()))
          .usingRecursiveComparison()
          .isEqualTo(values(straight.save()));
      assertThat(resumed.save().steps()).isEqualTo(6);
    }
  }

  @Test
  void savesACopy() {
    try (Session session = open(NETWORK)) {
      train(session, 0, 1);
      SessionState saved = session.save();
      List<float[]> before = values(saved).values().stream().map(float[]::clone).toList();
      train(session, 1, 2);

      assertThat(List.copyOf(values(saved).values())).usingRecursiveComparison().isEqualTo(before);
    }
  }

  private static void train(Session session, int from, int to) {
    for (int step = from; step < to; step++) {
      session.seed(step);
      session.train(ReferenceNetwork.batch(step, 21), SETTINGS);
    }
  }

  @Test
  void refusesTheStateOfAnotherNetwork() {
    Network other =
        Network.of(Shape.image(1, 28, 28), Layers.batchNorm(), Layers.flatten(), Layers.linear(10));
    try (Session session = open(NETWORK)) {
      SessionState state = SessionState.initial(Samples.weights(other, 1));
      assertThatExceptionOfType(MenagerieException.class)
          .isThrownBy(() -> session.restore(state))
          .withMessageStartingWith("These weights are of another network: ");
    }
  }

  /** As in PyTorch, the running variance is the unbiased one. */
  @Test
  void movesRunningStatisticsTowardsThoseOfTheBatch() {
    Network network =
        Network.of(
            Shape.image(2, 1, 2), new BatchNorm(1e-5, 0.25), Layers.flatten(), Layers.linear(2));
    // Channel 0: 1 2 3 4 5 6; channel 1: 7 everywhere.
    Batch batch = Batch.of(new float[] {1, 2, 7, 7, 3, 4, 7, 7, 5, 6, 7, 7}, new int[3], 3);
    try (Session session = open(network)) {
      session.train(batch, SETTINGS);
      TensorMap once = session.save().weights();
      session.gradients(batch);
      TensorMap twice = session.save().weights();

      assertThat(once.get("0.running_mean").values()).containsExactly(0.875f, 1.75f);
      assertThat(once.get("0.running_var").values()).containsExactly(0.75f + 0.875f, 0.75f);
      assertThat(twice.get("0.running_mean").values()).containsExactly(1.53125f, 3.0625f);
    }
  }

  @Test
  void normalizesByRunningStatisticsInEvaluation() {
    Network network = Network.of(Shape.image(2, 1, 1), new BatchNorm(1e-5, 0.1), Layers.flatten());
    try (Session session = open(network)) {
      SessionState state = session.save();
      state.weights().get("0.running_mean").values()[1] = 3;
      state.weights().get("0.running_var").values()[1] = 4;
      state.weights().get("0.weight").values()[1] = 10;
      state.weights().get("0.bias").values()[1] = 1;
      session.restore(state);

      float[] logits = session.evaluate(Batch.of(new float[] {5, 7}, new int[1], 1));
      assertThat(logits[0]).isCloseTo(5, within(1e-4f));
      assertThat(logits[1]).isCloseTo(21, within(1e-4f));
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 9, 19})
  void neverHidesWhatIsNotANumber(int image) {
    Batch batch = spoiled(ReferenceNetwork.batch(1, 20), image);
    try (Session session = open(NETWORK)) {
      float[] logits = session.evaluate(batch);
      for (int i = 0; i < 20; i++) {
        float[] own = Arrays.copyOfRange(logits, 10 * i, 10 * (i + 1));
        assertThat(allFinite(own)).isEqualTo(i != image);
      }
      assertThat(session.train(batch, SETTINGS).loss()).isNaN();
    }
  }

  /** Through ReLU and maxima too, with nothing normalized. */
  @Test
  void neverHidesWhatIsNotANumberBehindAKink() {
    Network network =
        Network.of(
            Shape.image(1, 28, 28),
            Layers.relu(),
            Layers.maxPool(2),
            Layers.relu(),
            Layers.flatten(),
            Layers.linear(10));
    try (Session session = open(network)) {
      Batch batch = spoiled(ReferenceNetwork.batch(1, 20), 3);
      assertThat(session.train(batch, SETTINGS).loss()).isNaN();
      assertThat(session.save().weights().get("4.bias").values()).containsOnly(Float.NaN);
    }
  }

  private static Batch spoiled(Batch batch, int image) {
    float[] images = batch.images().clone();
    images[784 * image + 400] = Float.NaN;
    return Batch.of(images, batch.labels(), batch.size());
  }

  private static boolean allFinite(float[] values) {
    for (float value : values) {
      if (!Float.isFinite(value)) {
        return false;
      }
    }
    return true;
  }

  @Test
  void namesAnUnknownLayerInsideAResidual() {
    Network network =
        Network.of(
            Shape.image(1, 2, 2),
            Layers.residual(Layers.relu(), new Unknown()),
            Layers.flatten(),
            Layers.linear(2));

    assertThat(new VectorEngine().canRun(new Unknown())).isFalse();
    assertThatExceptionOfType(MenagerieException.class)
        .isThrownBy(() -> open(network))
        .withMessage(
            "The engine vector does not know layer 0.paths.1.1 (Unknown 7); choose another engine.");
  }

  private record Unknown() implements Layer {
    @Override
    public Shape outputShape(Shape input) {
      return input;
    }

    @Override
    public String describe() {
      return "Unknown 7";
    }
  }

  @Test
  void refusesToNormalizeASingleValue() {
    Network network =
        Network.of(
            Shape.image(1, 2, 2),
            Layers.residual(Layers.batchNorm()),
            Layers.flatten(),
            Layers.batchNorm(),
            Layers.linear(2));
    try (Session session = open(network)) {
      assertThatExceptionOfType(MenagerieException.class)
          .isThrownBy(() -> session.gradients(Batch.of(new float[] {1, 2, 3, 4}, new int[1], 1)))
          .withMessage(
              "Layer 2 (BatchNorm) sees a single value per channel, which has no variance; choose"
                  + " another batch size, since the last batch of an epoch has one image.");
      assertThat(session.evaluate(Batch.of(new float[] {1, 2, 3, 4}, new int[1], 1))).hasSize(2);
    }
  }

  @Test
  void normalizesTheMapOfASingleImage() {
    Network network =
        Network.of(Shape.image(1, 2, 2), Layers.batchNorm(), Layers.flatten(), Layers.linear(2));
    try (Session session = open(network)) {
      Batch batch = Batch.of(new float[] {1, 2, 3, 4}, new int[1], 1);
      assertThat(session.train(batch, SETTINGS).loss()).isFinite();
    }
  }

  @Test
  void saysWhatComputes() {
    try (Session session = open(NETWORK, Sgd.of(0.1, 0), 3)) {
      assertThat(session.provenance())
          .containsEntry("engine", "vector")
          .containsEntry("device", "cpu")
          .containsEntry("threads", "3")
          .hasEntrySatisfying("kernels", kernels -> assertThat(kernels).endsWith("-bit vectors"));
    }
  }
}
