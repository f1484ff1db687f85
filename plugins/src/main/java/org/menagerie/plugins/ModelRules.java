package org.menagerie.plugins;

import static java.util.Objects.requireNonNull;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.menagerie.api.model.ModelDefinition;
import org.menagerie.api.recipe.Recipe;
import org.menagerie.training.text.ServiceName;

/** Rules for a model's answers beyond their types. */
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
    List<String> layers = layers(model);
    if (!layers(model).equals(layers)) {
      throw new IllegalStateException("network() gives another network each time");
    }
  }

  /** The layers in words: those of a plug-in's own need not be equal to themselves. */
  private static List<String> layers(ModelDefinition model) {
    return model.network().summary().layers().stream()
        .map(
            layer ->
                "%s %s %s %s"
                    .formatted(
                        layer.index(),
                        // Layers can be a plug-in's own, and lists and tables ask for their text.
                        requireNonNull(
                            layer.layer().describe(), "describe() of a layer gives null"),
                        layer.output(),
                        layer.trainableParameters()))
        .toList();
  }
}
