package org.menagerie.runner.terminal;

import static java.util.stream.Collectors.joining;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.menagerie.api.recipe.Component;
import org.menagerie.api.recipe.Recipe;
import org.menagerie.training.plan.DatasetLocator;
import org.menagerie.training.run.RunSpec;

/** A run and its recipe, for people. */
public final class RunText {
  private RunText() {}

  public static String threads(RunSpec spec) {
    return spec.threads() + (spec.threads() == 1 ? " thread" : " threads");
  }

  /** A line on the data set, and why it is this one if nobody asked for it. */
  public static String data(RunSpec spec, boolean askedFor, Path dataDirectory) {
    String why =
        spec.dataset().equals(DatasetLocator.ALWAYS_THERE) && !askedFor
            ? " (built in; MNIST is not in %s, see \"runner data fetch mnist\")"
                .formatted(dataDirectory)
            : "";
    return "Data set: " + spec.dataset() + why;
  }

  /** All that matters in a line. */
  public static String recipe(Recipe recipe) {
    return "Recipe: " + String.join(", ", recipeParts(recipe));
  }

  /** The parts of a recipe, without those that are left at their defaults. */
  public static List<String> recipeParts(Recipe recipe) {
    List<String> parts = new ArrayList<>();
    parts.add(recipe.epochs() + (recipe.epochs() == 1 ? " epoch" : " epochs"));
    parts.add("batches of " + recipe.batchSize());
    parts.add(recipe.optimizer().toString());
    if (!recipe.schedule().equals(Recipe.CONSTANT)) {
      parts.add(recipe.schedule().toString());
    }
    if (!recipe.augmentations().isEmpty()) {
      parts.add(recipe.augmentations().stream().map(Component::toString).collect(joining(", ")));
    }
    if (!recipe.hasPlainLoss()) {
      parts.add(recipe.loss().toString());
    } else if (recipe.labelSmoothing() > 0) {
      parts.add("label smoothing " + recipe.labelSmoothing());
    }
    recipe.clipNorm().ifPresent(norm -> parts.add("gradient norm clipped at " + norm));
    recipe.earlyStopping().patience().ifPresent(patience -> parts.add("patience " + patience));
    recipe
        .earlyStopping()
        .targetAccuracy()
        .ifPresent(target -> parts.add("stops at " + target + " %"));
    return parts;
  }
}
