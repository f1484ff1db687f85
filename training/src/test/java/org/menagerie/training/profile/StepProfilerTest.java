package org.menagerie.training.profile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.menagerie.api.engine.Batch;
import org.menagerie.api.engine.Engine;
import org.menagerie.api.engine.LayerTime;
import org.menagerie.api.engine.Session;
import org.menagerie.api.engine.SessionSpec;
import org.menagerie.api.engine.SessionState;
import org.menagerie.api.engine.StepResult;
import org.menagerie.api.engine.TensorMap;
import org.menagerie.api.network.Layers;
import org.menagerie.api.network.Network;
import org.menagerie.api.network.Shape;
import org.menagerie.api.recipe.StepSettings;
import org.menagerie.engine.support.loss.CrossEntropy;
import org.menagerie.engine.support.optimizer.Sgd;

class StepProfilerTest {
  private static final Network NETWORK =
      Network.of(Shape.image(1, 4, 4), Layers.flatten(), Layers.linear(3));
  private static final StepSettings SETTINGS = new StepSettings(0.1, 0.9);

  private static SessionSpec spec(int threads) {
    return SessionSpec.builder(NETWORK, Sgd.of(0.1, 0.9), CrossEntropy.plain())
        .threads(threads)
        .build();
  }

  @Test
  void measuresAtLeastOneStepAfterOneToWarmUp() {
    SlowingEngine engine = new SlowingEngine();

    StepProfile profile =
        new StepProfiler(Duration.ZERO, Duration.ZERO).profile(engine, spec(2), 5, SETTINGS);

    assertThat(profile.steps()).isEqualTo(1);
    assertThat(profile.batchSize()).isEqualTo(5);
    assertThat(profile.threads()).isEqualTo(2);
    assertThat(profile.layers())
        .containsExactly(time("1", 2, 20, Map.of("products", 22.0)), time("2", 0, 0, Map.of()));
    assertThat(engine.closed).isTrue();
  }

  @Test
  void givesTheMeanOfItsSteps() {
    StepProfile profile =
        new StepProfiler(Duration.ZERO, Duration.ofMillis(20))
            .profile(new SlowingEngine(), spec(1), 5, SETTINGS);

    // Step n is said to take n forward; the first is that of the warm-up.
    double mean = (2 + (profile.steps() + 1)) / 2.0;
    assertThat(profile.steps()).isGreaterThan(1);
    LayerTime layer = profile.layers().get(0);
    assertThat(layer.forwardMillis()).isCloseTo(mean, within(1e-9 * mean));
    assertThat(layer.backwardMillis()).isCloseTo(10 * mean, within(1e-8 * mean));
    assertThat(layer.parts().get("products")).isCloseTo(11 * mean, within(1e-8 * mean));
    assertThat(profile.stepMillis() * profile.steps()).isBetween(20.0, 2_000.0);
  }

  @Test
  void leavesTheRestToNoLayer() {
    StepProfile profile =
        new StepProfile(
            64, 1, 10, 5.0, List.of(time("0", 0.5, 1, Map.of()), time("1", 1, 2, Map.of())));

    assertThat(profile.otherMillis()).isEqualTo(0.5);
  }

  @Test
  void hasNothingToAskOfAnEngineThatKeepsNoTimes() {
    Engine engine = new SlowingEngine();
    try (Session session = new SilentSession()) {
      assertThat(engine.canProfile()).isFalse();
      assertThatThrownBy(() -> session.profile(Batch.of(new float[16], new int[1], 1), SETTINGS))
          .isInstanceOf(UnsupportedOperationException.class);
    }
  }

  private static LayerTime time(
      String layer, double forward, double backward, Map<String, Double> parts) {
    return new LayerTime(List.of(layer), forward, backward, new TreeMap<>(parts));
  }

  /** Says that every step takes a millisecond more than the last. */
  private static final class SlowingEngine implements Engine {
    private boolean closed;

    @Override
    public String name() {
      return "slowing";
    }

    @Override
    public String description() {
      return "for tests";
    }

    @Override
    public Session open(SessionSpec spec, TensorMap weights) {
      return new SilentSession() {
        private int step;

        @Override
        public List<LayerTime> profile(Batch batch, StepSettings settings) {
          step++;
          return List.of(
              time("1", step, 10.0 * step, Map.of("products", 11.0 * step)),
              time("2", 0, 0, Map.of()));
        }

        @Override
        public void close() {
          closed = true;
        }
      };
    }
  }

  private static class SilentSession implements Session {
    @Override
    public StepResult train(Batch batch, StepSettings settings) {
      throw new UnsupportedOperationException("not asked for here");
    }

    @Override
    public float[] evaluate(Batch batch) {
      throw new UnsupportedOperationException("not asked for here");
    }

    @Override
    public TensorMap gradients(Batch batch) {
      throw new UnsupportedOperationException("not asked for here");
    }

    @Override
    public void seed(long seed) {}

    @Override
    public SessionState save() {
      throw new UnsupportedOperationException("not asked for here");
    }

    @Override
    public void restore(SessionState state) {
      throw new UnsupportedOperationException("not asked for here");
    }

    @Override
    public Map<String, String> provenance() {
      return Map.of();
    }

    @Override
    public void close() {}
  }
}
