package org.menagerie.training.plan;

import java.util.Optional;
import java.util.stream.IntStream;
import org.menagerie.api.data.Dataset;
import org.menagerie.api.data.ImageSet;
import org.menagerie.api.error.ErrorCode;
import org.menagerie.api.error.MenagerieException;
import org.menagerie.api.random.RandomStream;
import org.menagerie.api.recipe.Recipe;
import org.menagerie.data.split.StratifiedSplit;
import org.menagerie.training.recipe.RecipeSettings;

/**
 * The images of a run.
 *
 * @param dataset without the images that are held out for validation
 * @param validation these images, if there are any
 */
record TrainingImages(Dataset dataset, Optional<ImageSet> validation) {

  /**
   * A data set as a recipe has it: what it holds out for validation are training images, of each
   * class the same share, drawn by a seed of its own.
   *
   * @throws MenagerieException if there are too few images of a class for both parts
   */
  static TrainingImages of(Dataset whole, Recipe recipe) {
    if (recipe.validation().isEmpty()) {
      return new TrainingImages(whole, Optional.empty());
    }
    ImageSet images = whole.train();
    int[] counts = StratifiedSplit.counts(images, whole.classes());
    int[] numbers = numbers(recipe, whole, counts);
    StratifiedSplit split =
        StratifiedSplit.draw(
            images,
            numbers,
            label -> RandomStream.of(recipe.validationSeed(), "validation", label));
    return new TrainingImages(
        new Dataset(
            whole.name(),
            whole.classes(),
            images.choose(split.kept()),
            whole.test(),
            whole.checksums(),
            whole.classNames(),
            whole.notes()),
        Optional.of(images.choose(split.drawn())));
  }

  /** How many images of each class are held out. */
  private static int[] numbers(Recipe recipe, Dataset whole, int[] counts) {
    double part = recipe.validation().orElseThrow();
    int all = IntStream.of(counts).sum();
    long total = part < 1 ? Math.round(part * all) : (long) part;
    if (total >= all) {
      throw refused(
          recipe,
          "leaves nothing to train on: %s has %,d training images; hold out fewer"
              .formatted(whole.name(), all));
    }
    int[] numbers = StratifiedSplit.proportional(counts, Math.toIntExact(total));
    for (int label = 0; label < counts.length; label++) {
      if (counts[label] > 0 && (numbers[label] == 0 || numbers[label] == counts[label])) {
        throw refused(
            recipe,
            "leaves no image of class %s to %s: %s has %,d of them; hold out %s"
                .formatted(
                    whole.className(label),
                    numbers[label] == 0 ? "validate on" : "train on",
                    whole.name(),
                    counts[label],
                    numbers[label] == 0 ? "more" : "fewer"));
      }
    }
    return numbers;
  }

  private static MenagerieException refused(Recipe recipe, String reason) {
    String part = RecipeSettings.get("validation").valueIn(recipe).orElseThrow();
    return new MenagerieException(
        ErrorCode.INVALID_ARGUMENT, "validation=%s %s.".formatted(part, reason));
  }
}
