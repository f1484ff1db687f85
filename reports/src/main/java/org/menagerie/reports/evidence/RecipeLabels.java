package org.menagerie.reports.evidence;

import static java.util.Objects.requireNonNull;
import static java.util.stream.Collectors.collectingAndThen;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toSet;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.menagerie.api.recipe.Component;
import org.menagerie.api.recipe.Recipe;
import org.menagerie.reports.ModelLookup;
import org.menagerie.training.recipe.RecipeSettings;
import org.menagerie.training.run.RunResult;
import org.menagerie.training.run.RunSpec;

/** Labels that tell the recipes of given runs apart. */
public final class RecipeLabels {
  private final ModelLookup models;
  private final Map<Name, Settings> settings;

  private record Name(String zoo, String model, String recipe) {
    static Name of(RunSpec spec) {
      return new Name(spec.zoo(), spec.model(), spec.recipe().name());
    }
  }

  private RecipeLabels(ModelLookup models, Map<Name, Settings> settings) {
    this.models = models;
    this.settings = settings;
  }

  /** For these runs. */
  public static RecipeLabels of(List<RunResult> runs, ModelLookup models) {
    return new RecipeLabels(
        models,
        runs.stream()
            .map(RunResult::spec)
            .collect(
                groupingBy(
                    Name::of, mapping(RunSpec::recipe, collectingAndThen(toSet(), Settings::of)))));
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
            base.map(recipe -> Settings.of(List.of(recipe)))
                .orElseGet(() -> requireNonNull(settings.get(Name.of(spec)))),
            spec.recipe());
    spec.init().ifPresent(init -> changes.put("init", init.name()));
    spec.teacher().ifPresent(teacher -> changes.put("teacher", teacher.weights().name()));
    return new RecipeLabel(spec.recipe().name(), changes, base.isPresent() && changes.isEmpty());
  }

  /**
   * What several recipes set.
   *
   * @param number of them
   * @param values of each setting
   * @param having how many have the setting
   * @param optimizers their names
   * @param arguments that any of their optimizers has
   */
  private record Settings(
      int number,
      Map<String, Set<String>> values,
      Map<String, Integer> having,
      Set<String> optimizers,
      Set<String> arguments) {

    static Settings of(Collection<Recipe> recipes) {
      Settings all =
          new Settings(
              recipes.size(), new HashMap<>(), new HashMap<>(), new HashSet<>(), new HashSet<>());
      for (Recipe recipe : recipes) {
        RecipeSettings.values(recipe)
            .forEach(
                (key, value) -> {
                  all.values.computeIfAbsent(key, k -> new HashSet<>()).add(value);
                  all.having.merge(key, 1, Integer::sum);
                });
        all.optimizers.add(recipe.optimizer().name());
        all.arguments.addAll(recipe.optimizer().arguments().keySet());
      }
      return all;
    }

    boolean allHave(String key, String value) {
      return Integer.valueOf(number).equals(having.get(key))
          && Set.of(value).equals(values.get(key));
    }

    boolean areRefinedBy(Component optimizer) {
      return Set.of(optimizer.name()).containsAll(optimizers)
          && optimizer.arguments().keySet().containsAll(arguments);
    }
  }

  /**
   * What a recipe sets otherwise than any of the others, by key. Another optimizer is shown whole,
   * and so is one that leaves out arguments of the others: its own defaults apply, which are not
   * known here.
   */
  private static Map<String, String> changes(Settings others, Recipe own) {
    Map<String, String> changes = new HashMap<>(RecipeSettings.values(own));
    changes.entrySet().removeIf(setting -> others.allHave(setting.getKey(), setting.getValue()));
    Component optimizer = own.optimizer();
    if (!others.areRefinedBy(optimizer)) {
      changes.keySet().removeAll(optimizer.arguments().keySet());
      changes.put("optimizer", optimizer.toString());
    }
    return changes;
  }
}
