package org.menagerie.training.run;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.menagerie.api.recipe.Component;
import org.menagerie.api.recipe.EarlyStopping;
import org.menagerie.api.recipe.Normalization;
import org.menagerie.api.recipe.Recipe;
import org.menagerie.api.recipe.Sampler;
import org.menagerie.api.recipe.Validation;

/**
 * The stored form of a recipe. The names of runs are derived from it, so fields that were added
 * later, such as the loss, are left out where they say nothing new.
 *
 * @param loss only where it is not cross-entropy with the label smoothing
 * @param validation where a part of the training images is held out
 * @param sampler only where images are drawn
 * @param providedValidation whether the images that the data set brings for it validate
 * @param fold where one of the parts of a cross-validation is held out
 */
record RecipeJson(
    String name,
    int epochs,
    int batchSize,
    Component optimizer,
    Component schedule,
    List<Component> augmentations,
    double labelSmoothing,
    OptionalDouble clipNorm,
    Normalization normalization,
    Stopping earlyStopping,
    List<String> notes,
    @JsonInclude(JsonInclude.Include.NON_ABSENT) Optional<Component> loss,
    @JsonInclude(JsonInclude.Include.NON_ABSENT) OptionalDouble clipValue,
    @JsonInclude(JsonInclude.Include.NON_ABSENT) Optional<Component> average,
    @JsonInclude(JsonInclude.Include.NON_DEFAULT) boolean dropLast,
    @JsonInclude(JsonInclude.Include.NON_EMPTY) List<String> freeze,
    @JsonInclude(JsonInclude.Include.NON_ABSENT) Optional<Component> batchAugmentation,
    @JsonInclude(JsonInclude.Include.NON_EMPTY) List<Component> testAugmentations,
    @JsonInclude(JsonInclude.Include.NON_ABSENT) OptionalDouble validation,
    @JsonInclude(JsonInclude.Include.NON_DEFAULT) long validationSeed,
    @JsonInclude(JsonInclude.Include.NON_ABSENT) Optional<String> sampler,
    @JsonInclude(JsonInclude.Include.NON_DEFAULT) boolean providedValidation,
    @JsonInclude(JsonInclude.Include.NON_ABSENT) Optional<Validation.Fold> fold) {

  RecipeJson {
    // Not there where nothing is frozen, or nothing is done to test images.
    freeze = freeze == null ? List.of() : freeze;
    testAugmentations = testAugmentations == null ? List.of() : testAugmentations;
  }

  static RecipeJson of(Recipe recipe) {
    return new RecipeJson(
        recipe.name(),
        recipe.epochs(),
        recipe.batchSize(),
        recipe.optimizer(),
        recipe.schedule(),
        recipe.augmentations(),
        recipe.labelSmoothing(),
        recipe.clipNorm(),
        recipe.normalization(),
        new Stopping(recipe.earlyStopping().patience(), recipe.earlyStopping().targetAccuracy()),
        recipe.notes(),
        Optional.of(recipe.loss()).filter(loss -> !recipe.hasPlainLoss()),
        recipe.clipValue(),
        recipe.average(),
        recipe.dropLast(),
        recipe.freeze(),
        recipe.batchAugmentation(),
        recipe.testAugmentations(),
        recipe.validation(),
        recipe.validationSeed(),
        Optional.of(recipe.sampler())
            .filter(sampler -> sampler != Sampler.RANDOM)
            .map(Sampler::word),
        recipe.validatedOn().filter(Validation.Provided.class::isInstance).isPresent(),
        recipe
            .validatedOn()
            .filter(Validation.Fold.class::isInstance)
            .map(Validation.Fold.class::cast));
  }

  Recipe recipe() {
    Recipe.Builder builder =
        Recipe.builder(name)
            .epochs(epochs)
            .batchSize(batchSize)
            .optimizer(optimizer)
            .labelSmoothing(labelSmoothing)
            .schedule(schedule)
            .augmentations(augmentations)
            .clipNorm(clipNorm)
            .clipValue(clipValue)
            .average(average)
            .dropLast(dropLast)
            .freeze(freeze)
            .batchAugmentation(batchAugmentation)
            .testAugmentations(testAugmentations)
            .normalization(normalization)
            .earlyStopping(
                EarlyStopping.NEVER
                    .withPatience(earlyStopping.patience())
                    .withTargetAccuracy(earlyStopping.targetAccuracy()))
            .validatedOn(validationImages())
            .validationSeed(validationSeed)
            .notes(notes);
    loss.ifPresent(builder::loss);
    sampler.flatMap(Sampler::of).ifPresent(builder::sampler);
    return builder.build();
  }

  private Optional<Validation> validationImages() {
    if (providedValidation) {
      return Optional.of(new Validation.Provided());
    }
    return validation.isPresent()
        ? Optional.of(new Validation.Part(validation.getAsDouble()))
        : fold.map(Validation.class::cast);
  }

  /** The stored form of early stopping. */
  record Stopping(OptionalInt patience, OptionalDouble targetAccuracy) {}
}
