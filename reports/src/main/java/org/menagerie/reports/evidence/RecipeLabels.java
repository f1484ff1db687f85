package org.menagerie.reports.evidence;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.menagerie.api.recipe.Recipe;
import org.menagerie.reports.ModelLookup;
import org.menagerie.training.run.RunResult;
import org.menagerie.training.run.RunSpec;

/** Labels that tell the recipes of given runs apart. */
public final class RecipeLabels {
  private final ModelLookup models;
  private final Map<Name, List<Map<String, String>>> settings;

  private record Name(String zoo, String model, String recipe) {
    static Name of(RunSpec spec) {
      return new Name(spec.zoo(), spec.model(), spec.recipe().name());
    }
  }

  private RecipeLabels(ModelLookup models, Map<Name, List<Map<String, String>>> settings) {
    this.models = models;
    this.settings = settings;
  }

  /** For these runs. */
  public static RecipeLabels of(List<RunResult> runs, ModelLookup models) {
    return new RecipeLabels(
        models,
        runs.stream()
            .map(RunResult::spec)
            .collect(groupingBy(Name::of, mapping(spec -> Settings.of(spec.recipe()), toList()))));
  }

  /** The label of one of the runs. */
  public RecipeLabel of(RunResult run) {
    RunSpec spec = run.spec();
    Map<String, String> own = Settings.of(spec.recipe());
    Optional<Recipe> base =
        models.find(spec.zoo(), spec.model()).stream()
            .flatMap(model -> model.recipes().stream())
            .filter(recipe -> recipe.name().equals(spec.recipe().name()))
            .findFirst();
    Map<String, String> changes =
        base.map(recipe -> Settings.changes(Settings.of(recipe), own))
            .orElseGet(() -> differing(Name.of(spec), own));
    return new RecipeLabel(spec.recipe().name(), changes, base.isPresent() && changes.isEmpty());
  }

  /** All of a run's settings that any other run of the model and recipe has otherwise. */
  private Map<String, String> differing(Name name, Map<String, String> own) {
    Map<String, String> differing = new HashMap<>();
    for (Map<String, String> other : settings.getOrDefault(name, List.of())) {
      differing.putAll(Settings.changes(other, own));
    }
    return differing;
  }
}
