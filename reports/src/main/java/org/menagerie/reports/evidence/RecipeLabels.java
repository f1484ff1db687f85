package org.menagerie.reports.evidence;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.menagerie.api.recipe.Component;
import org.menagerie.api.recipe.Recipe;
import org.menagerie.reports.ModelLookup;
import org.menagerie.training.recipe.RecipeSettings;
import org.menagerie.training.run.RunResult;
import org.menagerie.training.run.RunSpec;

/** Labels that tell the recipes of given runs apart. */
public final class RecipeLabels {
  private final ModelLookup models;
  private final Map<Name, List<Recipe>> recipes;

  private record Name(String zoo, String model, String recipe) {
    static Name of(RunSpec spec) {
      return new Name(spec.zoo(), spec.model(), spec.recipe().name());
    }
  }

  private RecipeLabels(ModelLookup models, Map<Name, List<Recipe>> recipes) {
    this.models = models;
    this.recipes = recipes;
  }

  /** For these runs. */
  public static RecipeLabels of(List<RunResult> runs, ModelLookup models) {
    return new RecipeLabels(
        models,
        runs.stream()
            .map(RunResult::spec)
            .collect(groupingBy(Name::of, mapping(RunSpec::recipe, toList()))));
  }

  /** The label of one of the runs. */
  public RecipeLabel of(RunResult run) {
    RunSpec spec = run.spec();
    Optional<Recipe> base =
        models.find(spec.zoo(), spec.model()).stream()
            .flatMap(model -> model.recipes().stream())
            .filter(recipe -> recipe.name().equals(spec.recipe().name()))
            .findFirst();
    Map<String, String> changes =
        changes(
            base.map(List::of).orElseGet(() -> recipes.getOrDefault(Name.of(spec), List.of())),
            spec.recipe());
    return new RecipeLabel(spec.recipe().name(), changes, base.isPresent() && changes.isEmpty());
  }

  /**
   * What a recipe sets otherwise than any of the others, by key. Another optimizer is shown whole,
   * and so is one that leaves out arguments of the others: its own defaults apply, which are not
   * known here.
   */
  private static Map<String, String> changes(List<Recipe> others, Recipe own) {
    Map<String, String> changes = new HashMap<>(RecipeSettings.values(own));
    changes
        .entrySet()
        .removeIf(
            setting ->
                others.stream()
                    .allMatch(
                        other ->
                            setting
                                .getValue()
                                .equals(RecipeSettings.values(other).get(setting.getKey()))));
    Component optimizer = own.optimizer();
    if (!others.stream().allMatch(other -> refines(optimizer, other.optimizer()))) {
      changes.keySet().removeAll(optimizer.arguments().keySet());
      changes.put("optimizer", optimizer.toString());
    }
    return changes;
  }

  private static boolean refines(Component optimizer, Component other) {
    return optimizer.name().equals(other.name())
        && optimizer.arguments().keySet().containsAll(other.arguments().keySet());
  }
}
