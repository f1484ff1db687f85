package org.menagerie.execution.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.menagerie.api.engine.Batch;
import org.menagerie.api.engine.Engine;
import org.menagerie.api.engine.Session;
import org.menagerie.api.engine.SessionSpec;
import org.menagerie.api.engine.SessionState;
import org.menagerie.api.engine.StepResult;
import org.menagerie.api.engine.TensorMap;
import org.menagerie.api.error.MenagerieException;
import org.menagerie.api.model.ModelDefinition;
import org.menagerie.api.network.Layers;
import org.menagerie.api.network.Network;
import org.menagerie.api.network.Shape;
import org.menagerie.api.recipe.Component;
import org.menagerie.api.recipe.Recipe;
import org.menagerie.api.recipe.StepSettings;
import org.menagerie.plugins.LoadedPlugins;

class ModelCheckTest {
  private static final Network LINEAR =
      Network.of(Shape.image(1, 28, 28), Layers.flatten(), Layers.linear(10));

  @Test
  void trainsOneStepOnEightImages() {
    FakeEngine engine = new FakeEngine(2.3);
    check(engine, new Model(LINEAR, OptionalLong.of(7_850), Recipe.builder("default").build()));

    assertThat(engine.trained).isEqualTo(8);
    assertThat(engine.closed).isTrue();
  }

  @Test
  void findsAnotherNumberOfParameters() {
    assertWrong(
        new Model(LINEAR, OptionalLong.of(7_000), Recipe.builder("default").build()),
        "it states 7,000 parameters, but its network has 7,850.");
  }

  @Test
  void findsOutputsThatAreNoLogits() {
    Network image = Network.of(Shape.image(1, 28, 28), Layers.conv2d(10, 28));
    assertWrong(
        new Model(image, OptionalLong.empty(), Recipe.builder("default").build()),
        "its network gives [10, 1, 1], but logits are a vector.");
  }

  @Test
  void findsRecipesThatNameNothing() {
    Recipe recipe = Recipe.builder("default").schedule(Component.of("stepp")).build();
    assertThatThrownBy(
            () -> check(new FakeEngine(1), new Model(LINEAR, OptionalLong.empty(), recipe)))
        .isInstanceOf(MenagerieException.class)
        .hasMessageStartingWith("There is no schedule \"stepp\". Did you mean \"step\"?");
  }

  @Test
  void triesBatchAugmentations() {
    Recipe.Builder recipe = Recipe.builder("default").loss("focal");
    assertWrong(
        new Model(LINEAR, OptionalLong.empty(), recipe.batchAugmentation("cutmix").build()),
        "The loss focal takes no soft labels, which cutmix makes: use a loss that does, such as"
            + " cross_entropy, or set batch_augmentation=none.");
  }

  @Test
  void findsALossThatIsNoNumber() {
    Model model = new Model(LINEAR, OptionalLong.empty(), Recipe.builder("default").build());
    assertThatThrownBy(() -> check(new FakeEngine(Double.NaN), model))
        .hasMessage("the loss of its first training step is NaN.");
    assertThatCode(() -> check(new FakeEngine(1), model)).doesNotThrowAnyException();
  }

  private static void assertWrong(ModelDefinition model, String sentence) {
    assertThatThrownBy(() -> check(new FakeEngine(1), model))
        .isInstanceOf(MenagerieException.class)
        .hasMessage(sentence);
  }

  private static void check(Engine engine, ModelDefinition model) {
    new ModelCheck(LoadedPlugins.from(List.of()).catalog(), engine).check(model);
  }

  private record Model(Network network, OptionalLong statedParameters, Recipe recipe)
      implements ModelDefinition {
    @Override
    public String zoo() {
      return "zoo";
    }

    @Override
    public String name() {
      return "m";
    }

    @Override
    public String description() {
      return "a test's model";
    }

    @Override
    public List<Recipe> recipes() {
      return List.of(recipe);
    }
  }

  /** Computes nothing but counts what it is given. */
  private static final class FakeEngine implements Engine, Session {
    private final double loss;
    private int trained;
    private boolean closed;

    FakeEngine(double loss) {
      this.loss = loss;
    }

    @Override
    public String name() {
      return "fake";
    }

    @Override
    public String description() {
      return "a test's engine";
    }

    @Override
    public Session open(SessionSpec spec, TensorMap weights) {
      return this;
    }

    @Override
    public StepResult train(Batch batch, StepSettings settings) {
      trained += batch.size();
      return StepResult.of(loss, new float[0]);
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
    public void seed(long seed) {
      assertThat(trained).isZero();
    }

    @Override
    public SessionState save() {
      throw new UnsupportedOperationException();
    }

    @Override
    public void restore(SessionState state) {
      throw new UnsupportedOperationException();
    }

    @Override
    public Map<String, String> provenance() {
      return Map.of();
    }

    @Override
    public void close() {
      closed = true;
    }
  }
}
