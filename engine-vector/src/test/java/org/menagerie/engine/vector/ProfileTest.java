package org.menagerie.engine.vector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.menagerie.api.engine.Batch;
import org.menagerie.api.engine.LayerTime;
import org.menagerie.api.engine.Session;
import org.menagerie.api.engine.SessionSpec;
import org.menagerie.api.engine.Tensor;
import org.menagerie.api.engine.TensorMap;
import org.menagerie.api.network.Layers;
import org.menagerie.api.network.Network;
import org.menagerie.api.network.Parameter;
import org.menagerie.api.network.Shape;
import org.menagerie.api.recipe.StepSettings;
import org.menagerie.engine.support.loss.CrossEntropy;
import org.menagerie.engine.support.optimizer.Sgd;

class ProfileTest {
  private static final Network NETWORK =
      Network.of(
          Shape.image(1, 12, 12),
          Layers.conv2d(3, 3),
          Layers.batchNorm(),
          Layers.relu(),
          Layers.maxPool(2),
          Layers.residual(Layers.conv2d(3, 1)),
          Layers.globalAvgPool(),
          Layers.flatten(),
          Layers.linear(10));
  private static final int SIZE = 40;
  private static final StepSettings SETTINGS = new StepSettings(0.1, 0.9);

  @Test
  void timesEveryFusedOpByItsLayers() {
    for (int threads : new int[] {1, 2}) {
      try (Session session = open(threads)) {
        long start = System.nanoTime();
        List<LayerTime> times = session.profile(batch(), SETTINGS);
        double millis = (System.nanoTime() - start) / 1e6;

        assertThat(times.stream().map(LayerTime::layers))
            .containsExactly(
                List.of("0", "1", "2"),
                List.of("3"),
                List.of("4.paths.1.0"),
                List.of("4"),
                List.of("5"),
                List.of("7"));
        assertThat(times)
            .allSatisfy(
                time -> {
                  assertThat(time.forwardMillis()).isPositive();
                  assertThat(time.backwardMillis()).isPositive();
                  assertThat(time.parts().values().stream().mapToDouble(v -> v).sum())
                      .isCloseTo(time.forwardMillis() + time.backwardMillis(), within(1e-6));
                });
        assertThat(times.stream().mapToDouble(t -> t.forwardMillis() + t.backwardMillis()).sum())
            .isLessThan(millis);
      }
    }
  }

  @Test
  void trainsAsWithoutIt() {
    try (Session plain = open(1);
        Session profiled = open(1)) {
      plain.train(batch(), SETTINGS);
      var unused = profiled.profile(batch(), SETTINGS);

      assertThat(profiled.save().steps()).isEqualTo(1);
      assertThat(profiled.save().weights().get("0.weight").values())
          .containsExactly(plain.save().weights().get("0.weight").values());
    }
  }

  private static Session open(int threads) {
    Map<String, Tensor> weights = new LinkedHashMap<>();
    for (Parameter parameter : NETWORK.parameters()) {
      float[] values = new float[Math.toIntExact(parameter.shape().elements())];
      for (int i = 0; i < values.length; i++) {
        values[i] = 0.1f + i % 7 * 0.05f;
      }
      weights.put(parameter.name(), new Tensor(parameter.shape(), values));
    }
    return new VectorEngine()
        .open(
            SessionSpec.builder(NETWORK, Sgd.of(0.1, 0.9), CrossEntropy.plain())
                .threads(threads)
                .build(),
            new TensorMap(weights));
  }

  private static Batch batch() {
    float[] images = new float[SIZE * 144];
    int[] labels = new int[SIZE];
    for (int i = 0; i < images.length; i++) {
      images[i] = i % 11 * 0.1f;
    }
    for (int i = 0; i < SIZE; i++) {
      labels[i] = i % 10;
    }
    return Batch.of(images, labels, SIZE);
  }
}
