package org.menagerie.plugins;

import static java.util.Objects.requireNonNull;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.menagerie.api.model.ModelDefinition;
import org.menagerie.api.network.LayerSummary;
import org.menagerie.api.recipe.Recipe;

/** What a model's answers must be beyond their types. */
final class ModelRules {
  private ModelRules() {}

  static void check(ModelDefinition model) {
    List<Recipe> recipes = model.recipes();
    if (recipes.isEmpty()) {
      throw new IllegalStateException("recipes() gives no recipe");
    }
    Set<String> names = new HashSet<>();
    for (Recipe recipe : recipes) {
      if (!ServiceName.isProper(recipe.name())) {
        throw new IllegalStateException(
            "it calls a recipe \"%s\", but %s".formatted(recipe.name(), ServiceName.RULE));
      }
      if (!names.add(recipe.name())) {
        throw new IllegalStateException("it calls two recipes \"%s\"".formatted(recipe.name()));
      }
    }
    // Layers can be a plug-in's own, and lists and tables ask them for their text.
    for (LayerSummary layer : model.network().summary().layers()) {
      requireNonNull(layer.layer().describe(), "describe() of a layer gives null");
    }
  }
}
