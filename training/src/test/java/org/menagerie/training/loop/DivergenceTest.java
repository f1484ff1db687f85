package org.menagerie.training.loop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.menagerie.api.data.Dataset;
import org.menagerie.api.data.ImageSet;
import org.menagerie.api.engine.Batch;
import org.menagerie.api.engine.Engine;
import org.menagerie.api.engine.Session;
import org.menagerie.api.engine.SessionSpec;
import org.menagerie.api.engine.SessionState;
import org.menagerie.api.engine.StepResult;
import org.menagerie.api.engine.Tensor;
import org.menagerie.api.engine.TensorMap;
import org.menagerie.api.error.ErrorCode;
import org.menagerie.api.error.MenagerieException;
import org.menagerie.api.network.Layers;
import org.menagerie.api.network.Network;
import org.menagerie.api.network.Shape;
import org.menagerie.api.recipe.Recipe;
import org.menagerie.api.recipe.StepSettings;
import org.menagerie.engine.support.loss.CrossEntropy;
import org.menagerie.engine.support.optimizer.Sgd;
import org.menagerie.training.run.RunFolder;
import org.menagerie.training.run.RunSpec;

final class DivergenceTest {
  private static final Network NETWORK =
      Network.of(Shape.image(1, 4, 4), Layers.batchNorm(), Layers.flatten(), Layers.linear(10));

  @TempDir private Path runs;

  /** As engines do whose kernels make 0 of what is not a number: all losses look well. */
  @ParameterizedTest
  @ValueSource(floats = {Float.NaN, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY})
  void isFoundInARunningStatisticWhereTheLossHidesIt(float value) {
    HidingEngine engine = new HidingEngine("0.running_var", value, 1);

    assertThatThrownBy(() -> train(engine))
        .isInstanceOfSatisfying(
            MenagerieException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.RUN_FAILED))
        .hasMessage(
            "Training zoo/model diverged: 0.running_var holds what is no longer a number after"
                + " epoch 2, at learning rate 0.0500; try a lower one with --lr.");
    // The first epoch stays, for whoever wants to look at it.
    assertThat(RunFolder.forRun(runs, spec()).readEvents()).hasSize(1);
  }

  @Test
  void isFoundInAWeight() {
    assertThatThrownBy(() -> train(new HidingEngine("2.weight", Float.NaN, 1)))
        .hasMessageContaining("diverged: 2.weight holds what is no longer a number after epoch 2");
  }

  @Test
  void isFoundInALossThatHasGrownBeyondAllMeasure() {
    assertThatThrownBy(() -> train(new HidingEngine("none", 0, 3e34f)))
        .isInstanceOfSatisfying(
            MenagerieException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.RUN_FAILED))
        .hasMessage(
            "Training zoo/model diverged: the loss on the test images is 3.0e+34 after epoch 2, at"
                + " learning rate 0.0500; try a lower one with --lr.");
  }

  @Test
  void isFoundInLogitsThatAreNoNumbers() {
    assertThatThrownBy(() -> train(new HidingEngine("none", 0, Float.NaN)))
        .hasMessageContaining(
            "diverged: the loss on the test images is no longer a number after epoch 2");
  }

  @Test
  void isNotSeenInATrainingThatIsOnlyBad() {
    assertThatCode(() -> train(new HidingEngine("2.weight", 3e38f, 1e8f)))
        .doesNotThrowAnyException();
  }

  private void train(Engine engine) {
    Shape shape = Shape.image(1, 4, 4);
    ImageSet images = new ImageSet(shape, new byte[10 * 16], new byte[10]);
    TrainingJob job =
        new TrainingJob(
            spec(),
            NETWORK,
            engine,
            Dataset.builder("tiny", 10, images, images).build(),
            Sgd.of(0.05, 0),
            CrossEntropy.plain(),
            step -> new StepSettings(0.05, 0),
            List.of());
    new Trainer(job, RunFolder.forRun(runs, spec()), new TrainingListener() {}).run();
  }

  private static RunSpec spec() {
    Recipe recipe = Recipe.builder("test").epochs(3).batchSize(10).build();
    return RunSpec.builder("zoo", "model")
        .engine("hiding")
        .dataset("tiny")
        .recipe(recipe)
        .seed(1)
        .threads(1)
        .build();
  }

  /**
   * An engine whose losses in training are always 1, whatever becomes of its network in the second
   * epoch.
   *
   * @param tensor which is spoilt then
   * @param value what it holds then
   * @param wrongLogit of a class that no image has
   */
  private record HidingEngine(String tensor, float value, float wrongLogit) implements Engine {
    @Override
    public String name() {
      return "hiding";
    }

    @Override
    public String description() {
      return "for tests";
    }

    @Override
    public Session open(SessionSpec spec, TensorMap weights) {
      return new HidingSession(weights);
    }

    private final class HidingSession implements Session {
      private final TensorMap weights;
      private long steps;

      private HidingSession(TensorMap weights) {
        this.weights = weights;
      }

      private boolean isSpoilt() {
        return steps > 1;
      }

      @Override
      public StepResult train(Batch batch, StepSettings settings) {
        steps++;
        return StepResult.of(1, new float[batch.size() * 10]);
      }

      @Override
      public float[] evaluate(Batch batch) {
        float[] logits = new float[batch.size() * 10];
        for (int i = 0; i < batch.size(); i++) {
          logits[10 * i + 3] = isSpoilt() ? wrongLogit : 1;
        }
        return logits;
      }

      @Override
      public SessionState save() {
        Map<String, Tensor> tensors = new TreeMap<>();
        weights
            .asMap()
            .forEach(
                (name, tensor) -> {
                  float[] values = tensor.values().clone();
                  if (isSpoilt() && name.equals(HidingEngine.this.tensor)) {
                    values[values.length - 1] = value;
                  }
                  tensors.put(name, new Tensor(tensor.shape(), values));
                });
        return SessionState.of(new TensorMap(tensors), TensorMap.empty(), steps);
      }

      @Override
      public TensorMap gradients(Batch batch) {
        return TensorMap.empty();
      }

      @Override
      public void seed(long seed) {}

      @Override
      public void restore(SessionState state) {
        steps = state.steps();
      }

      @Override
      public Map<String, String> provenance() {
        return Map.of();
      }

      @Override
      public void close() {}
    }
  }
}
