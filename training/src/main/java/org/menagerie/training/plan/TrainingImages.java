package org.menagerie.training.plan;

import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.menagerie.api.data.Dataset;
import org.menagerie.api.data.ImageSet;
import org.menagerie.api.error.ErrorCode;
import org.menagerie.api.error.MenagerieException;
import org.menagerie.api.random.RandomStream;
import org.menagerie.api.recipe.Recipe;
import org.menagerie.api.recipe.Validation;
import org.menagerie.data.own.Fingerprint;
import org.menagerie.data.split.StratifiedSplit;
import org.menagerie.training.recipe.RecipeSettings;

/**
 * The images of a run.
 *
 * @param dataset without the images that are held out for validation
 * @param validation these images, if there are any
 */
public record TrainingImages(Dataset dataset, Optional<ImageSet> validation) {

  /**
   * A data set as a recipe has it. What it holds out for validation are training images, of each
   * class the same share, drawn by a seed of its own; or the images that the data set brings.
   *
   * @throws MenagerieException if there are too few images of a class for both parts, or the data
   *     set brings none
   */
  public static TrainingImages of(Dataset whole, Recipe recipe) {
    if (recipe.validatedOn().isEmpty()) {
      return new TrainingImages(whole, Optional.empty());
    }
    Validation validation = recipe.validatedOn().get();
    if (validation instanceof Validation.Provided) {
      return provided(whole, recipe);
    }
    StratifiedSplit split =
        validation instanceof Validation.Fold fold
            ? fold(whole, recipe, fold)
            : part(whole, recipe, ((Validation.Part) validation).size());
    ImageSet images = whole.train();
    return new TrainingImages(
        dataset(whole, images.choose(split.kept()), whole.checksums()),
        Optional.of(images.choose(split.drawn())));
  }

  private static TrainingImages provided(Dataset whole, Recipe recipe) {
    ImageSet images =
        whole
            .validation()
            .orElseThrow(
                () ->
                    refused(
                        recipe,
                        "asks for images that %s does not bring beside those to train and to test on: hold out some to train on, as with validation=0.1"
                            .formatted(whole.name())));
    SortedMap<String, String> checksums = new TreeMap<>(whole.checksums());
    checksums.put("validation", Fingerprint.of(images));
    return new TrainingImages(dataset(whole, whole.train(), checksums), Optional.of(images));
  }

  private static Dataset dataset(
      Dataset whole, ImageSet train, SortedMap<String, String> checksums) {
    return Dataset.builder(whole.name(), whole.classes(), train, whole.test())
        .checksums(checksums)
        .classNames(whole.classNames())
        .notes(whole.notes())
        .build();
  }

  private static StratifiedSplit part(Dataset whole, Recipe recipe, double size) {
    int[] counts = StratifiedSplit.counts(whole.train(), whole.classes());
    return StratifiedSplit.draw(
        whole.train(),
        numbers(recipe, size, whole, counts),
        label -> RandomStream.of(recipe.validationSeed(), "validation", label));
  }

  /** How many images of each class are held out. */
  private static int[] numbers(Recipe recipe, double size, Dataset whole, int[] counts) {
    int all = IntStream.of(counts).sum();
    long total = size < 1 ? Math.round(size * all) : (long) size;
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

  private static StratifiedSplit fold(Dataset whole, Recipe recipe, Validation.Fold fold) {
    int[] counts = StratifiedSplit.counts(whole.train(), whole.classes());
    for (int label = 0; label < counts.length; label++) {
      if (counts[label] > 0 && counts[label] < fold.of()) {
        throw new MenagerieException(
            ErrorCode.INVALID_ARGUMENT,
            "%,d folds need as many images of each class, and %s has %,d to train on of class %s: take fewer folds."
                .formatted(fold.of(), whole.name(), counts[label], whole.className(label)));
      }
    }
    return StratifiedSplit.deal(
        whole.train(),
        whole.classes(),
        fold.number() - 1,
        fold.of(),
        label -> RandomStream.of(recipe.validationSeed(), "fold", label));
  }

  private static MenagerieException refused(Recipe recipe, String reason) {
    String part = RecipeSettings.get("validation").valueIn(recipe).orElseThrow();
    return new MenagerieException(
        ErrorCode.INVALID_ARGUMENT, "validation=%s %s.".formatted(part, reason));
  }
}
