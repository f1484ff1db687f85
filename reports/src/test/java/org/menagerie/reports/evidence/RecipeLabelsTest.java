package org.menagerie.reports.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.menagerie.api.error.MenagerieException;
import org.menagerie.api.model.PublishedResult;
import org.menagerie.api.recipe.Normalization;
import org.menagerie.api.recipe.Recipe;
import org.menagerie.reports.ModelLookup;
import org.menagerie.reports.SampleRun;
import org.menagerie.training.recipe.RecipeSetting;
import org.menagerie.training.recipe.RecipeSettings;
import org.menagerie.training.run.RunResult;
import org.menagerie.training.run.RunSpec;
import org.menagerie.training.run.StopReason;
import org.menagerie.training.run.Teacher;
import org.menagerie.training.run.WeightsFile;

class RecipeLabelsTest {
  private static final ModelLookup MODELS = SampleRun.knowing(PublishedResult.ofBest("", 99));
  private static final ModelLookup NONE = (zoo, model) -> Optional.empty();

  private static RunResult run(UnaryOperator<Recipe.Builder> recipe) {
    return new SampleRun().recipe(StopReason.ALL_EPOCHS, recipe).epoch(98, 9_900).result();
  }

  private static List<String> labels(ModelLookup models, RunResult... runs) {
    RecipeLabels labels = RecipeLabels.of(List.of(runs), models);
    return Arrays.stream(runs).map(run -> labels.of(run).text()).toList();
  }

  @Test
  void nameARecipeAsItIs() {
    assertThat(labels(MODELS, run(r -> r.epochs(15)))).containsExactly("default");
  }

  @Test
  void nameWhatWasChangedInTheModelsRecipe() {
    assertThat(
            labels(
                MODELS,
                run(r -> r.epochs(1).optimizer("sgd(lr=0.05, momentum=0.9)")),
                run(r -> r.epochs(15).augmentations("rotation(degrees=7)").clipNorm(1)),
                run(r -> r.epochs(15).patience(3).targetAccuracy(99.4).batchSize(64))))
        .containsExactly(
            "default (epochs=1, lr=0.05)",
            "default (augmentation=rotation(degrees=7), clip_norm=1)",
            "default (batch_size=64, patience=3, target_accuracy=99.4)");
  }

  @Test
  void nameEverySettingThatWasChanged() {
    for (RecipeSetting setting : RecipeSettings.ALL) {
      assertThat(labels(MODELS, run(r -> change(setting, r.epochs(15)))))
          .as(setting.key())
          .singleElement()
          .asString()
          .startsWith("default (" + setting.key() + "=");
    }
  }

  /** The first of some values that the setting takes. */
  private static Recipe.Builder change(RecipeSetting setting, Recipe.Builder recipe) {
    return Stream.of("7", "0.25", "true", "data", "balanced", "something")
        .flatMap(value -> attempt(setting, recipe.build(), value).stream())
        .findFirst()
        .orElseThrow()
        .toBuilder();
  }

  private static Optional<Recipe> attempt(RecipeSetting setting, Recipe recipe, String value) {
    try {
      return Optional.of(setting.set(recipe, value));
    } catch (MenagerieException e) {
      return Optional.empty();
    }
  }

  @Test
  void showAnotherOptimizerWhole() {
    assertThat(
            labels(
                MODELS,
                run(r -> r.epochs(15).optimizer("adamw(lr=0.01)")),
                run(r -> r.epochs(15).optimizer("lion(lr=0.001)").schedule("exponential"))))
        .containsExactly(
            "default (optimizer=adamw(lr=0.01))",
            "default (optimizer=lion(lr=0.001), schedule=exponential)");
  }

  @Test
  void showAnOptimizerWholeThatLeavesAnArgumentToItsDefault() {
    assertThat(
            labels(
                MODELS,
                run(r -> r.epochs(15).optimizer("sgd(lr=0.05)")),
                run(r -> r.epochs(15).optimizer("sgd(lr=0.01, momentum=0.9, nesterov=true)"))))
        .containsExactly("default (optimizer=sgd(lr=0.05))", "default (nesterov=true)");
  }

  @Test
  void nameAnotherLossAndThePlainOneInItsPlace() {
    assertThat(
            labels(
                NONE,
                run(r -> r.loss("focal(gamma=2)").labelSmoothing(0.1)),
                run(r -> r.labelSmoothing(0.1))))
        .containsExactly("default (loss=focal(gamma=2))", "default (loss=cross_entropy)");
  }

  @Test
  void nameWhatDiffersBetweenRunsOfAModelThatIsGone() {
    assertThat(
            labels(
                NONE,
                run(r -> r.epochs(1)),
                run(r -> r.epochs(2).labelSmoothing(0.1)),
                run(r -> r.name("other").epochs(3))))
        .containsExactly(
            "default (epochs=1, label_smoothing=0)",
            "default (epochs=2, label_smoothing=0.1)",
            "other");
  }

  @Test
  void nameTheTeacher() {
    RunResult plain = run(r -> r.epochs(15));
    RunResult taught = taught(plain, "0");

    assertThat(labels(MODELS, plain, taught))
        .containsExactly("default", "default (teacher=big/checkpoint-last.safetensors)");
    assertThat(ReplicateKey.of(taught))
        .isEqualTo(ReplicateKey.of(taught(plain, "0")))
        .isNotEqualTo(ReplicateKey.of(plain))
        .isNotEqualTo(ReplicateKey.of(taught(plain, "1")));
  }

  @Test
  void nameTheWeightsThatARunStartsFrom() {
    RunResult plain = run(r -> r.epochs(15));
    RunResult started = started(plain, "0");

    assertThat(labels(MODELS, plain, started))
        .containsExactly("default", "default (init=big/checkpoint-last.safetensors)");
    assertThat(ReplicateKey.of(started))
        .isEqualTo(ReplicateKey.of(started(plain, "0")))
        .isNotEqualTo(ReplicateKey.of(plain))
        .isNotEqualTo(ReplicateKey.of(started(plain, "1")));
  }

  private static RunResult started(RunResult run, String checksum) {
    return of(run, run.spec().toBuilder().init(Optional.of(weights(checksum))).build());
  }

  private static RunResult taught(RunResult run, String checksum) {
    Teacher teacher =
        new Teacher(
            "progressive", "model3", Optional.empty(), Normalization.MNIST, weights(checksum));
    return of(run, run.spec().toBuilder().teacher(Optional.of(teacher)).build());
  }

  private static WeightsFile weights(String checksum) {
    return new WeightsFile("/runs/big/checkpoint-last.safetensors", checksum);
  }

  private static RunResult of(RunResult run, RunSpec spec) {
    return new RunResult(
        run.schemaVersion(),
        spec,
        run.parameters(),
        run.multiplyAccumulates(),
        run.stopReason(),
        run.history(),
        run.testOutcome(),
        run.validationImages(),
        run.signature(),
        run.peakMemoryBytes(),
        run.provenance());
  }

  /** It is no changed form of a recipe that the model does have. */
  @Test
  void nameARecipeThatTheModelDoesNotHave() {
    RunResult own = run(r -> r.name("mine").epochs(3));

    assertThat(labels(MODELS, own)).containsExactly("mine");
    assertThat(RecipeLabels.of(List.of(own), MODELS).of(own).original()).isFalse();
  }

  @Test
  void callOnlyTheModelsOwnRecipeOriginal() {
    RunResult own = run(r -> r.epochs(15));

    assertThat(RecipeLabels.of(List.of(own), MODELS).of(own).original()).isTrue();
    assertThat(RecipeLabels.of(List.of(own), NONE).of(own).original()).isFalse();
  }
}
