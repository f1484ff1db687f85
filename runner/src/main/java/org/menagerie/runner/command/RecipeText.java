package org.menagerie.runner.command;

import static java.util.stream.Collectors.joining;

import java.util.ArrayList;
import java.util.List;
import org.menagerie.api.recipe.Component;
import org.menagerie.api.recipe.Recipe;

/** A recipe for people. */
final class RecipeText {
  private RecipeText() {}

  /** All that matters in a line. */
  static String summary(Recipe recipe) {
    return "Recipe: " + String.join(", ", parts(recipe));
  }

  /** What a recipe says beyond the defaults, part by part. */
  static List<String> parts(Recipe recipe) {
    List<String> parts = new ArrayList<>();
    parts.add(recipe.epochs() + (recipe.epochs() == 1 ? " epoch" : " epochs"));
    parts.add("batches of " + recipe.batchSize());
    parts.add(recipe.optimizer().component().toString());
    if (!recipe.schedule().equals(Recipe.CONSTANT)) {
      parts.add(recipe.schedule().toString());
    }
    if (!recipe.augmentations().isEmpty()) {
      parts.add(recipe.augmentations().stream().map(Component::toString).collect(joining(", ")));
    }
    if (recipe.labelSmoothing() > 0) {
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
