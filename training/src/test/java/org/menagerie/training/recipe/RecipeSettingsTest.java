package org.menagerie.training.recipe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.menagerie.api.error.MenagerieException;
import org.menagerie.api.recipe.Component;
import org.menagerie.api.recipe.Recipe;
import org.menagerie.api.recipe.Validation;
import org.menagerie.training.run.RunSpec;

class RecipeSettingsTest {
  /** Values that the recipe does not have, where a number would not do. */
  private static final Map<String, String> SOMETHING =
      Map.ofEntries(
          Map.entry("epochs", "7"),
          Map.entry("batch_size", "7"),
          Map.entry("optimizer", "adam(lr=0.01)"),
          Map.entry("schedule", "exponential"),
          Map.entry("augmentation", "erasing"),
          Map.entry("batch_augmentation", "mixup(alpha=0.2)"),
          Map.entry("test_augmentation", "horizontal_flip(p=1)"),
          Map.entry("loss", "focal"),
          Map.entry("label_smoothing", "0.25"),
          Map.entry("normalization", "data"),
          Map.entry("mean", "0.25"),
          Map.entry("average", "swa(start_epoch=2, swa_lr=0.1)"),
          Map.entry("drop_last", "true"),
          Map.entry("sampler", "balanced"),
          Map.entry("freeze", "0.*, 1.bias"),
          Map.entry("patience", "7"),
          Map.entry("validation_seed", "7"));

  private static final Recipe RECIPE =
      Recipe.builder("test").patience(3).clipNorm(1).schedule("step(step_size=2)").build();

  @Test
  void setsTheLearningRateAndNothingElse() {
    Recipe changed = set(RECIPE, "lr", "0.5");

    assertThat(changed)
        .isEqualTo(RECIPE.toBuilder().optimizer("sgd(lr=0.5, momentum=0.9)").build());
  }

  @Test
  void setsAnyPartOfARecipe() {
    assertThat(set(RECIPE, "epochs", "3").epochs()).isEqualTo(3);
    assertThat(set(RECIPE, "batch_size", "64").batchSize()).isEqualTo(64);
    assertThat(set(RECIPE, "momentum", "0.5").optimizer())
        .hasToString("sgd(lr=0.01, momentum=0.5)");
    assertThat(set(RECIPE, "nesterov", "true").optimizer())
        .hasToString("sgd(lr=0.01, momentum=0.9, nesterov=true)");
    assertThat(set(RECIPE, "optimizer", "adam(lr=0.001)").optimizer().name()).isEqualTo("adam");
    assertThat(set(RECIPE, "schedule", "one_cycle(max_lr=0.1)").schedule())
        .isEqualTo(Component.parse("one_cycle(max_lr=0.1)"));
    assertThat(set(RECIPE, "augmentation", "rotation(degrees=7), erasing").augmentations())
        .hasSize(2);
    assertThat(set(RECIPE, "loss", "cross_entropy(label_smoothing=0.1)").labelSmoothing())
        .isEqualTo(0.1);
    assertThat(set(RECIPE, "label_smoothing", "0.1").labelSmoothing()).isEqualTo(0.1);
    assertThat(set(RECIPE, "mean", "0.5").normalization().mean()).isEqualTo(0.5);
    assertThat(set(RECIPE, "std", "0.5").normalization().std()).isEqualTo(0.5);
    assertThat(set(RECIPE, "target_accuracy", "99.4").earlyStopping().targetAccuracy())
        .hasValue(99.4);
  }

  @Test
  void switchesOffWhatCanBeSwitchedOff() {
    assertThat(set(RECIPE, "clip_norm", "none").clipNorm()).isEmpty();
    assertThat(set(RECIPE, "patience", "none").earlyStopping().patience()).isEmpty();
    assertThat(set(RECIPE, "schedule", "none").schedule()).isEqualTo(Recipe.CONSTANT);
    assertThat(set(RECIPE, "augmentation", "none").augmentations()).isEmpty();
    assertThat(set(RECIPE, "batch_augmentation", "none").batchAugmentation()).isEmpty();
    assertThat(set(RECIPE, "test_augmentation", "none").testAugmentations()).isEmpty();
    assertThat(set(set(RECIPE, "validation", "0.1"), "validation", "none")).isEqualTo(RECIPE);
  }

  @Test
  void writesSmallNumbersAsPeopleDo() {
    Recipe small = set(set(RECIPE, "validation", "0.0001"), "lr", "0.00025");

    assertThat(RecipeSettings.values(small))
        .containsEntry("validation", "1e-4")
        .containsEntry("lr", "2.5e-4");
    assertThat(set(RECIPE, "validation", "1e-4").validatedOn())
        .contains(new Validation.Part(0.0001));
  }

  @Test
  void takeWordsForImagesThatValidate() {
    Recipe provided = set(set(RECIPE, "validation", "0.1"), "validation", "provided");
    Recipe fold = set(RECIPE, "validation", "fold(of=5, number=2)");

    assertThat(provided.validatedOn()).contains(new Validation.Provided());
    assertThat(RecipeSettings.values(provided)).containsEntry("validation", "provided");
    assertThat(summary(provided))
        .contains("validated on the images that the data set brings for it");
    assertThat(fold.validatedOn()).contains(new Validation.Fold(2, 5));
    assertThat(RecipeSettings.values(fold)).containsEntry("validation", "fold(number=2, of=5)");
    assertThat(summary(fold.toBuilder().validationSeed(4).build()))
        .contains("fold 2 of 5 of the training images held out for validation by seed 4");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "epochs     | 0    | The number of epochs must be a whole number of at least 1, not 0.",
        "epochs     | -1   | The number of epochs must be a whole number of at least 1, not -1.",
        "epochs     | abc  | epochs must be a whole number, not \"abc\".",
        "lr         | NaN  | lr must be a finite number, not \"NaN\".",
        "lr         | fast | lr must be a number, not \"fast\".",
        "validation | 0    | 'The part of the training images to hold out must be a share between 0 and 1, or a whole number of at least 2, not 0.0.'",
        "validation | 1    | 'The part of the training images to hold out must be a share between 0 and 1, or a whole number of at least 2, not 1.0.'",
        "validation | 1.5  | 'The part of the training images to hold out must be a share between 0 and 1, or a whole number of at least 2, not 1.5.'",
        "validation | -0.1 | 'The part of the training images to hold out must be a share between 0 and 1, or a whole number of at least 2, not -0.1.'",
        "validation | 10 % | 'validation must be a share or number of training images, provided, or none, not \"10 %\".'",
        "validation | 'fold(number=3, of=2)' | The number of a fold must be from 1 to 2, not 3.",
        "validation | 'fold(number=1, of=1)' | 'fold: \"of\" must be a whole number of at least 2, not 1.'",
        "batch_size | 0    | The batch size must be a whole number of at least 1, not 0.",
        "beta1      | 1    | 'A recipe has no key \"beta1\". Its keys are epochs, batch_size, optimizer, lr, momentum, nesterov, weight_decay, schedule, augmentation, batch_augmentation, test_augmentation, loss, label_smoothing, clip_norm, clip_value, average, drop_last, sampler, freeze, normalization, mean, std, patience, target_accuracy, validation, validation_seed.'",
      })
  void refusesInASentence(String key, String value, String sentence) {
    assertThatThrownBy(() -> set(RECIPE, key, value))
        .isInstanceOf(MenagerieException.class)
        .hasMessage(sentence);
  }

  @Test
  void doesNotIgnoreALearningRateThatTheScheduleOverrides() {
    Recipe recipe = RECIPE.toBuilder().schedule("one_cycle(max_lr=0.1)").build();

    assertThatThrownBy(() -> set(recipe, "lr", "0.5"))
        .hasMessage(
            "The schedule one_cycle sets the learning rate itself (max_lr=0.1): change it with"
                + " --set schedule=... instead.");
  }

  @Test
  void doesNotMixNumbersWithThoseOfTheData() {
    Recipe recipe = set(RECIPE, "normalization", "data");

    assertThat(RecipeSettings.values(recipe)).doesNotContainKeys("mean", "std");
    assertThatThrownBy(() -> set(recipe, "mean", "0.5"))
        .hasMessage(
            "Mean and std are those of the data with normalization=data: leave that out to set"
                + " them.");
    assertThat(set(RECIPE, "normalization", "recipe")).isEqualTo(RECIPE);
  }

  static List<RecipeSetting> all() {
    return RecipeSettings.ALL;
  }

  @ParameterizedTest
  @MethodSource("all")
  void areReadAsTheyWereSetAndBelongToTheNameOfARun(RecipeSetting setting) {
    Recipe changed = change(setting);

    String value = setting.valueIn(changed).orElseThrow();
    assertThat(RecipeSettings.values(changed)).containsEntry(setting.key(), value);
    assertThat(setting.valueIn(setting.set(RECIPE, value))).contains(value);
    assertThat(run(changed).runName()).isNotEqualTo(run(RECIPE).runName());
    assertThat(setting.description()).isNotBlank();
  }

  private static Recipe change(RecipeSetting setting) {
    return setting.set(RECIPE, SOMETHING.getOrDefault(setting.key(), "7.0"));
  }

  private static RunSpec run(Recipe recipe) {
    return RunSpec.builder("zoo", "model")
        .engine("engine")
        .dataset("digits")
        .recipe(recipe)
        .seed(1)
        .threads(1)
        .build();
  }

  @Test
  void areOptionsWhereTheySaySo() {
    assertThat(RecipeSettings.get("batch_size").option()).contains("batch-size");
    assertThat(RecipeSettings.get("batch_size").optionLabel()).contains("N");
    assertThat(RecipeSettings.get("momentum").option()).isEmpty();
  }

  @Test
  void showArgumentsOfTheOptimizerThatHaveNoKey() {
    assertThat(RecipeSettings.values(set(RECIPE, "optimizer", "adam(lr=1e-3, beta1=0.8)")))
        .containsEntry("optimizer", "adam")
        .containsEntry("lr", "0.001")
        .containsEntry("beta1", "0.8")
        .doesNotContainKey("momentum");
  }

  @Test
  void summarizeWhatIsNotAsUsual() {
    assertThat(summary(Recipe.builder("plain").epochs(1).build()))
        .containsExactly("1 epoch", "batches of 128", "sgd(lr=0.01, momentum=0.9)");
    assertThat(
            summary(
                RECIPE.toBuilder()
                    .augmentations("rotation(degrees=7)", "erasing")
                    .batchAugmentation("cutmix")
                    .labelSmoothing(0.1)
                    .targetAccuracy(99.4)
                    .validation(0.07)
                    .build()))
        .containsExactly(
            "15 epochs",
            "batches of 128",
            "sgd(lr=0.01, momentum=0.9)",
            "step(step_size=2)",
            "rotation(degrees=7), erasing",
            "cutmix",
            "label smoothing 0.1",
            "gradient norm clipped at 1.0",
            "patience 3",
            "stops at 99.4 %",
            "7 % of the training images held out for validation");
    assertThat(summary(RECIPE.toBuilder().validation(5000).validationSeed(3).build()))
        .contains("5,000 training images held out for validation by seed 3");
    assertThat(summary(RECIPE.toBuilder().loss("focal(gamma=2)").labelSmoothing(0.1).build()))
        .contains("focal(gamma=2, label_smoothing=0.1)")
        .doesNotContain("label smoothing 0.1");
  }

  private static List<String> summary(Recipe recipe) {
    return RecipeSettings.ALL.stream().flatMap(one -> one.summary(recipe).stream()).toList();
  }

  private static Recipe set(Recipe recipe, String key, String value) {
    return RecipeSettings.get(key).set(recipe, value);
  }
}
