package org.menagerie.runner.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.menagerie.api.engine.Batch;
import org.menagerie.api.engine.Engine;
import org.menagerie.api.engine.Session;
import org.menagerie.api.engine.SessionSpec;
import org.menagerie.api.engine.SessionState;
import org.menagerie.api.engine.Tensor;
import org.menagerie.api.network.Network;
import org.menagerie.api.network.Shape;
import org.menagerie.api.recipe.Recipe;
import org.menagerie.api.recipe.StepSettings;
import org.menagerie.networks.RandomNetworks;
import org.menagerie.training.loop.InitialWeights;
import org.menagerie.training.loop.RandomImages;
import org.menagerie.training.network.NetworkDocument;

/**
 * Networks that no reference contains, over the whole vocabulary: what the engine vector computes
 * of them is what PyTorch computes. 200 of them in a nightly build.
 */
final class RandomNetworksIT {
  private static final int NETWORKS = Boolean.getBoolean("menagerie.nightly") ? 200 : 20;
  private static final int IMAGES = 5;
  private static final StepSettings SETTINGS = new StepSettings(0.01, 0.9);

  /** As those of the contract of engines, which holds whole networks to PyTorch's numbers. */
  private static final double LOGITS = 1e-3;

  private static final double GRADIENTS = 1e-3;

  @Test
  void areComputedAlike() {
    RandomNetworks networks = new RandomNetworks(200, true);
    for (int i = 0; i < NETWORKS; i++) {
      Network network = networks.next();
      List<Tensor> expected = computed("pytorch", network, i);
      List<Tensor> actual = computed("vector", network, i);
      String subject = "network %d: %s".formatted(i, NetworkDocument.of(network));
      requireAlike(subject, expected, actual);
    }
  }

  /** Logits, gradients by all parameters, and logits after a step. */
  private static List<Tensor> computed(String engine, Network network, long seed) {
    Engine computing = Installed.CATALOG.engines().get(engine);
    SessionSpec spec =
        Installed.CATALOG.session(network, Recipe.builder("default").build(), /* threads= */ 1);
    Batch batch = RandomImages.batch(network, IMAGES, seed);
    List<Tensor> computed = new ArrayList<>();
    try (Session session = computing.open(spec, InitialWeights.draw(network, seed))) {
      session.seed(seed);
      computed.add(logits(session, batch));
      SessionState start = session.save();
      computed.addAll(session.gradients(batch).asMap().values());
      // Asking for gradients may move running statistics.
      session.restore(start);
      session.train(batch, SETTINGS);
      computed.add(logits(session, batch));
    }
    return computed;
  }

  private static Tensor logits(Session session, Batch batch) {
    float[] logits = session.evaluate(batch);
    return new Tensor(Shape.flat(logits.length), logits);
  }

  private static void requireAlike(String subject, List<Tensor> expected, List<Tensor> actual) {
    assertThat(actual).as(subject).hasSameSizeAs(expected);
    for (int i = 0; i < expected.size(); i++) {
      boolean logits = i == 0 || i == expected.size() - 1;
      double deviation = deviation(expected.get(i).values(), actual.get(i).values());
      assertThat(deviation)
          .as("%s, %s %d", subject, logits ? "logits" : "gradient", i)
          .isLessThan(logits ? LOGITS : GRADIENTS);
    }
  }

  /** The largest difference, beside the largest value. */
  private static double deviation(float[] expected, float[] actual) {
    double largest = 0;
    double difference = 0;
    for (int i = 0; i < expected.length; i++) {
      largest = Math.max(largest, Math.abs(expected[i]));
      difference = Math.max(difference, Math.abs((double) expected[i] - actual[i]));
    }
    return difference / (1e-2 + largest);
  }
}
