package org.menagerie.engine.vector;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.menagerie.api.engine.Batch;
import org.menagerie.api.engine.Session;
import org.menagerie.api.engine.SessionSpec;
import org.menagerie.api.network.Network;
import org.menagerie.api.random.RandomStream;
import org.menagerie.api.recipe.StepSettings;
import org.menagerie.engine.support.loss.CrossEntropy;
import org.menagerie.engine.support.optimizer.Sgd;
import org.menagerie.engine.testkit.Samples;
import org.menagerie.engine.vector.convolution.WinogradConvolution;
import org.menagerie.networks.RandomNetworks;

/** Threads share a batch in any way, and more of them than it has blocks; nothing shows it. */
final class ThreadsTest {
  private static final int NETWORKS = 12;
  private static final int STEPS = 3;

  static Stream<Arguments> batches() {
    return Stream.of(5, 16, 40, 128)
        .flatMap(size -> Stream.of(Arguments.of(size, true), Arguments.of(size, false)));
  }

  @ParameterizedTest(name = "{0} images, batch normalization: {1}")
  @MethodSource("batches")
  void trainToTheSameBits(int images, boolean normalizations) {
    RandomNetworks networks = new RandomNetworks(images, normalizations);
    for (int i = 0; i < NETWORKS; i++) {
      Network network = networks.next();
      Map<String, List<Float>> alone = train(network, images, 1);
      for (int threads : new int[] {2, 5}) {
        assertThat(train(network, images, threads))
            .as("%s with %s threads", network.layers(), threads)
            .isEqualTo(alone);
      }
    }
  }

  /** Weights and logits after some steps. */
  private static Map<String, List<Float>> train(Network network, int images, int threads) {
    SessionSpec spec =
        SessionSpec.builder(network, Sgd.of(0.01, 0.9), CrossEntropy.plain())
            .threads(threads)
            .build();
    try (Session session =
        new VectorSession(
            VectorEngine.kernels(), spec, Samples.weights(network, 3), WinogradConvolution::fits)) {
      session.seed(4);
      for (int step = 0; step < STEPS; step++) {
        session.train(batch(network, images, step), new StepSettings(0.01, 0.9));
      }
      Map<String, List<Float>> results = new LinkedHashMap<>();
      session
          .save()
          .weights()
          .asMap()
          .forEach((name, tensor) -> results.put(name, list(tensor.values())));
      results.put("logits", list(session.evaluate(batch(network, images, STEPS))));
      return results;
    }
  }

  private static List<Float> list(float[] values) {
    return IntStream.range(0, values.length).mapToObj(i -> values[i]).toList();
  }

  private static Batch batch(Network network, int size, int step) {
    RandomStream random = RandomStream.of(1, "batch", step);
    float[] images = new float[Math.toIntExact(size * network.input().elements())];
    for (int i = 0; i < images.length; i++) {
      images[i] = (float) random.gaussian();
    }
    int classes = Math.toIntExact(network.output().elements());
    int[] labels = IntStream.range(0, size).map(i -> random.below(classes)).toArray();
    return Batch.of(images, labels, size);
  }
}
