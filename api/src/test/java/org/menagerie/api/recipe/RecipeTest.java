package org.menagerie.api.recipe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;
import static org.menagerie.api.Rejections.assertRejected;

import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.menagerie.api.error.ErrorCode;

class RecipeTest {

  @Test
  void startsFromDocumentedDefaults() {
    Recipe recipe = Recipe.builder("default").build();

    assertThat(recipe.name()).isEqualTo("default");
    assertThat(recipe.epochs()).isEqualTo(15);
    assertThat(recipe.batchSize()).isEqualTo(128);
    assertThat(recipe.optimizer()).hasToString("sgd(lr=0.01, momentum=0.9)");
    assertThat(recipe.loss()).hasToString("cross_entropy");
    assertThat(recipe.labelSmoothing()).isZero();
    assertThat(recipe.schedule()).hasToString("constant");
    assertThat(recipe.augmentations()).isEmpty();
    assertThat(recipe.clipNorm()).isEmpty();
    assertThat(recipe.normalization()).isEqualTo(Normalization.MNIST);
    assertThat(recipe.earlyStopping()).isEqualTo(EarlyStopping.NEVER);
    assertThat(recipe.notes()).isEmpty();
  }

  @Test
  void keepsLabelSmoothingInItsLoss() {
    Recipe smoothed = Recipe.builder("r").labelSmoothing(0.1).build();

    assertThat(smoothed.loss()).hasToString("cross_entropy(label_smoothing=0.1)");
    assertThat(smoothed.labelSmoothing()).isEqualTo(0.1);
    assertThat(smoothed.hasPlainLoss()).isTrue();
    assertThat(Recipe.builder("r").loss("cross_entropy(label_smoothing=0.1)").build())
        .isEqualTo(smoothed);
    assertThat(smoothed.toBuilder().labelSmoothing(0).build().loss()).hasToString("cross_entropy");
  }

  @Test
  void takesAnyLoss() {
    Recipe other = Recipe.builder("r").loss("focal(gamma=2)").build();

    assertThat(other.labelSmoothing()).isZero();
    assertThat(other.hasPlainLoss()).isFalse();
    assertThat(other).isNotEqualTo(Recipe.builder("r").build());
  }

  @Test
  void survivesItsBuilder() {
    Recipe recipe = everything();

    assertThat(recipe.toBuilder().build()).isEqualTo(recipe);
    assertThat(recipe.toBuilder().epochs(3).build().epochs()).isEqualTo(3);
    assertThat(recipe.toBuilder().epochs(3).build().toBuilder().epochs(20).build())
        .isEqualTo(recipe);
  }

  @Test
  void readsSchedulesAndAugmentationsFromText() {
    Recipe recipe = everything();

    assertThat(recipe.schedule()).isEqualTo(Component.of("one_cycle").with("max_lr", 0.01));
    assertThat(recipe.augmentations())
        .containsExactly(
            Component.of("rotation").with("degrees", 5),
            Component.of("affine").with("degrees", 0).with("scale", "(0.95, 1.05)"));
  }

  @Test
  void combinesBothReasonsToStop() {
    assertThat(everything().earlyStopping())
        .isEqualTo(
            EarlyStopping.NEVER
                .withPatience(OptionalInt.of(5))
                .withTargetAccuracy(OptionalDouble.of(99.4)));
    assertThat(Recipe.builder("r").targetAccuracy(99.4).patience(5).build().earlyStopping())
        .isEqualTo(everything().earlyStopping());
  }

  static Stream<Arguments> mistakes() {
    return Stream.of(
        mistake(
            r -> r.epochs(0), "The number of epochs must be a whole number of at least 1, not 0."),
        mistake(
            r -> r.batchSize(-1), "The batch size must be a whole number of at least 1, not -1."),
        mistake(
            r -> r.labelSmoothing(1), "The label smoothing must be from 0 to below 1, not 1.0."),
        mistake(
            r -> r.labelSmoothing(Double.NaN),
            "The label smoothing must be from 0 to below 1, not NaN."),
        mistake(
            r -> r.clipNorm(0), "The gradient norm to clip at must be a number above 0, not 0.0."),
        mistake(r -> r.patience(0), "The patience must be a whole number of at least 1, not 0."),
        mistake(
            r -> r.targetAccuracy(100.1),
            "The target accuracy must be a percentage from 0 to 100, not 100.1."),
        mistake(
            r -> r.normalization(Normalization.of(0.1, 0)),
            "The normalization std must be a number above 0, not 0.0."),
        mistake(
            r -> r.normalization(Normalization.of(Double.NaN, 1)),
            "The normalization mean must be a number of at least 0, not NaN."));
  }

  @ParameterizedTest
  @MethodSource("mistakes")
  void refusesNumbersOutOfRange(UnaryOperator<Recipe.Builder> change, String sentence) {
    assertRejected(
        () -> change.apply(Recipe.builder("default")).build(),
        ErrorCode.INVALID_ARGUMENT,
        sentence);
  }

  @Test
  void normalisesGreyLevels() {
    Normalization half = Normalization.of(0.5, 0.25);

    assertThat(half.apply(0)).isEqualTo(-2f);
    assertThat(half.apply(255)).isEqualTo(2f);
    assertThat(Normalization.MNIST.apply(0)).isCloseTo(-0.42421296f, within(1e-7f));
    assertThat(Normalization.MNIST.apply(255)).isCloseTo(2.8214867f, within(1e-6f));
  }

  @Test
  void countsTheStepsOfATraining() {
    assertThat(TrainingPlan.of(15, 469, 0.1, 0.9).totalSteps()).isEqualTo(7_035);
    assertThat(TrainingPlan.of(100_000, 100_000, 0.1, 0.9).totalSteps()).isEqualTo(10_000_000_000L);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> TrainingPlan.of(0, 469, 0.1, 0.9))
        .withMessage("epochs and batchesPerEpoch must be positive: 0, 469");
  }

  private static Recipe everything() {
    return Recipe.builder("everything")
        .epochs(20)
        .batchSize(124)
        .optimizer("adam(lr=0.001)")
        .schedule("one_cycle(max_lr=0.01)")
        .augmentations("rotation(degrees=5)", "affine(degrees=0, scale=(0.95, 1.05))")
        .labelSmoothing(0.1)
        .clipNorm(1)
        .normalization(Normalization.of(0.1307, 0.3015))
        .patience(5)
        .targetAccuracy(99.4)
        .notes("a note", "another")
        .build();
  }

  private static Arguments mistake(UnaryOperator<Recipe.Builder> change, String sentence) {
    return Arguments.of(change, sentence);
  }
}
