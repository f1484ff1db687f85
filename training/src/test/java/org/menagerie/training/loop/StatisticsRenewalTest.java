package org.menagerie.training.loop;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.menagerie.api.data.ImageSet;
import org.menagerie.api.engine.Batch;
import org.menagerie.api.engine.Session;
import org.menagerie.api.engine.SessionState;
import org.menagerie.api.engine.StepResult;
import org.menagerie.api.engine.Tensor;
import org.menagerie.api.engine.TensorMap;
import org.menagerie.api.network.BatchNorm;
import org.menagerie.api.network.Layers;
import org.menagerie.api.network.Network;
import org.menagerie.api.network.Shape;
import org.menagerie.api.recipe.Normalization;
import org.menagerie.api.recipe.StepSettings;
import org.menagerie.data.pipeline.BatchPipeline;

class StatisticsRenewalTest {
  private static final Shape IMAGE = Shape.image(1, 1, 2);

  private static Network network(double momentum) {
    return Network.of(IMAGE, new BatchNorm(1e-5, momentum), Layers.flatten(), Layers.linear(2));
  }

  /** Grey levels 0 and 255, 255 and 255, 0 and 0: batches of one have means of 0.5, 1 and 0. */
  private static BatchPipeline images() {
    byte white = (byte) 255;
    ImageSet images =
        new ImageSet(IMAGE, new byte[] {0, white, white, white, 0, 0}, new byte[] {0, 1, 0});
    return BatchPipeline.forTraining(images, 1, Normalization.of(0, 1), List.of(), 1);
  }

  /** Moves the mean as batch norm does, and sets the variance to ten times that. */
  private static final class Moving implements Session {
    private final float momentum;
    private SessionState state;
    private int steps;

    Moving(double momentum, TensorMap weights) {
      this.momentum = (float) momentum;
      this.state = SessionState.initial(weights);
    }

    @Override
    public StepResult train(Batch batch, StepSettings settings) {
      assertThat(settings.learningRate()).isZero();
      steps++;
      float mean = (batch.images()[0] + batch.images()[1]) / 2;
      Map<String, Tensor> moved = new LinkedHashMap<>(state.weights().asMap());
      moved.computeIfPresent("0.running_mean", (name, old) -> toward(old, mean));
      moved.computeIfPresent("0.running_var", (name, old) -> toward(old, 10 * mean));
      state = SessionState.initial(new TensorMap(moved));
      return StepResult.of(1, new float[2]);
    }

    private Tensor toward(Tensor old, float value) {
      return new Tensor(
          old.shape(), new float[] {(1 - momentum) * old.values()[0] + momentum * value});
    }

    @Override
    public float[] evaluate(Batch batch) {
      throw new UnsupportedOperationException();
    }

    @Override
    public TensorMap gradients(Batch batch) {
      throw new UnsupportedOperationException();
    }

    @Override
    public void seed(long seed) {}

    @Override
    public SessionState save() {
      return state;
    }

    @Override
    public void restore(SessionState saved) {
      state = saved;
    }

    @Override
    public Map<String, String> provenance() {
      return Map.of();
    }

    @Override
    public void close() {}
  }

  @Test
  void countsEachBatchOnceWhateverTheMomentum() {
    for (double momentum : new double[] {0.1, 0.5, 1}) {
      TensorMap weights = InitialWeights.draw(network(momentum), 1);
      Moving session = new Moving(momentum, weights);

      Map<String, Tensor> renewed;
      try (BatchPipeline images = images()) {
        renewed = new StatisticsRenewal(network(momentum)).of(session, weights, images, 1);
      }

      assertThat(renewed).containsOnlyKeys("0.running_mean", "0.running_var");
      assertThat(requireNonNull(renewed.get("0.running_mean")).values()).containsExactly(0.5f);
      assertThat(requireNonNull(renewed.get("0.running_var")).values()).containsExactly(5);
    }
  }

  @Test
  void doesNothingWhereNothingIsTracked() {
    Network network = Network.of(IMAGE, Layers.flatten(), Layers.linear(2));
    TensorMap weights = InitialWeights.draw(network, 1);
    Moving session = new Moving(0.1, weights);

    try (BatchPipeline images = images()) {
      assertThat(new StatisticsRenewal(network).of(session, weights, images, 1)).isEmpty();
    }
    assertThat(session.steps).isZero();
  }
}
