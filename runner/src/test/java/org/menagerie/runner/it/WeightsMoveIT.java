package org.menagerie.runner.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.menagerie.api.engine.Batch;
import org.menagerie.api.engine.Session;
import org.menagerie.api.engine.SessionSpec;
import org.menagerie.api.engine.SessionState;
import org.menagerie.api.engine.Tensor;
import org.menagerie.api.network.Network;
import org.menagerie.api.random.RandomStream;
import org.menagerie.api.recipe.StepSettings;
import org.menagerie.engine.support.loss.CrossEntropy;
import org.menagerie.engine.support.optimizer.Sgd;
import org.menagerie.training.checkpoint.Checkpoint;
import org.menagerie.training.loop.InitialWeights;
import org.menagerie.training.parity.ComparableNetwork;

/**
 * A training that goes on on another engine, from a checkpoint's file, and then comes back; with
 * neither dropout nor kinks, so that engines can be expected to compute alike.
 */
final class WeightsMoveIT {
  private static final Network NETWORK =
      ComparableNetwork.of(Installed.CATALOG.model("progressive", "model3").network(), true);
  private static final StepSettings SETTINGS = new StepSettings(0.05, 0.9);
  private static final int BATCH_SIZE = 24;
  private static final double TOLERANCE = 1e-5;

  @TempDir private Path folder;

  static Stream<Arguments> pairs() {
    Collection<String> engines = Installed.CATALOG.engines().names();
    return engines.stream()
        .flatMap(
            from ->
                engines.stream().filter(to -> !to.equals(from)).map(to -> Arguments.of(from, to)));
  }

  @ParameterizedTest
  @MethodSource("pairs")
  void thereAndBack(String from, String to) {
    Batch test = batch(100);
    try (Session first = open(from);
        Session second = open(to)) {
      train(first, 0, 3);
      SessionState saved = hand(first, second);
      assertThat(tensors(second.save())).usingRecursiveComparison().isEqualTo(tensors(saved));
      assertThat(second.save().steps()).isEqualTo(3);
      assertAlike(second.evaluate(test), first.evaluate(test));

      // The optimizer's state has come along too, or these steps would differ.
      train(first, 3, 6);
      train(second, 3, 6);
      assertAlike(second.evaluate(test), first.evaluate(test));

      SessionState back = hand(second, first);
      assertThat(tensors(first.save())).usingRecursiveComparison().isEqualTo(tensors(back));
      assertAlike(first.evaluate(test), second.evaluate(test));
    }
  }

  private static Session open(String engine) {
    SessionSpec spec =
        SessionSpec.builder(NETWORK, Sgd.of(0.05, 0.9), CrossEntropy.plain()).build();
    return Installed.CATALOG.engines().get(engine).open(spec, InitialWeights.draw(NETWORK, 1));
  }

  private static void train(Session session, int from, int to) {
    for (int step = from; step < to; step++) {
      session.train(batch(step), SETTINGS);
    }
  }

  private SessionState hand(Session from, Session to) {
    Path file = folder.resolve("checkpoint.safetensors");
    SessionState state = from.save();
    new Checkpoint(1, state, OptionalInt.empty()).write(file);
    to.restore(Checkpoint.read(file).orElseThrow().state());
    return state;
  }

  private static List<float[]> tensors(SessionState state) {
    return Stream.of(state.weights(), state.optimizer())
        .flatMap(map -> map.asMap().values().stream())
        .map(Tensor::values)
        .toList();
  }

  private static void assertAlike(float[] actual, float[] expected) {
    assertThat(actual).hasSameSizeAs(expected);
    for (int i = 0; i < actual.length; i++) {
      assertThat((double) actual[i]).isCloseTo(expected[i], within(TOLERANCE));
    }
  }

  private static Batch batch(int number) {
    RandomStream random = RandomStream.of(1, "batch", number);
    float[] images = new float[BATCH_SIZE * (int) NETWORK.input().elements()];
    int[] labels = new int[BATCH_SIZE];
    for (int i = 0; i < images.length; i++) {
      images[i] = (float) random.gaussian();
    }
    for (int i = 0; i < labels.length; i++) {
      labels[i] = random.below(10);
    }
    return Batch.of(images, labels, BATCH_SIZE);
  }
}
