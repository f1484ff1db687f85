package org.menagerie.training.catalog;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.menagerie.api.data.DatasetProvider;
import org.menagerie.api.engine.Engine;
import org.menagerie.api.model.ModelDefinition;
import org.menagerie.api.recipe.Arguments;
import org.menagerie.api.recipe.Augmentation;
import org.menagerie.api.recipe.Component;
import org.menagerie.api.recipe.ComponentResolver;
import org.menagerie.api.recipe.ImageTransform;
import org.menagerie.api.recipe.Recipe;
import org.menagerie.api.recipe.Schedule;
import org.menagerie.api.recipe.StepSettings;
import org.menagerie.api.recipe.TrainingPlan;

/** All plug-ins that were found, by name. */
public final class Catalog implements ComponentResolver {
  private final Registry<Registry<ModelDefinition>> zoos;
  private final Registry<Engine> engines;
  private final Registry<Schedule> schedules;
  private final Registry<Augmentation> augmentations;
  private final Registry<DatasetProvider> datasets;

  /**
   * Sorts what was found.
   *
   * @throws IllegalArgumentException if two of a kind have one name
   */
  public Catalog(
      Collection<ModelDefinition> models,
      Collection<Engine> engines,
      Collection<Schedule> schedules,
      Collection<Augmentation> augmentations,
      Collection<DatasetProvider> datasets) {
    this.zoos = zoosOf(models);
    this.engines = new Registry<>("engine", engines, Engine::name);
    this.schedules = new Registry<>("schedule", schedules, Schedule::name);
    this.augmentations = new Registry<>("augmentation", augmentations, Augmentation::name);
    this.datasets = new Registry<>("data set", datasets, DatasetProvider::name);
  }

  private static Registry<Registry<ModelDefinition>> zoosOf(Collection<ModelDefinition> models) {
    Map<String, List<ModelDefinition>> byZoo = new TreeMap<>();
    for (ModelDefinition model : models) {
      byZoo.computeIfAbsent(model.zoo(), zoo -> new ArrayList<>()).add(model);
    }
    Map<Registry<ModelDefinition>, String> zoos = new LinkedHashMap<>();
    byZoo.forEach(
        (zoo, members) ->
            zoos.put(
                new Registry<>("model", "in the zoo " + zoo, members, ModelDefinition::name), zoo));
    return new Registry<>("zoo", zoos.keySet(), zoos::get);
  }

  /** Models by zoo, then by name. */
  public Registry<Registry<ModelDefinition>> zoos() {
    return zoos;
  }

  /** All models, by zoo and name. */
  public List<ModelDefinition> models() {
    return zoos.all().stream().flatMap(zoo -> zoo.all().stream()).toList();
  }

  public ModelDefinition model(String zoo, String name) {
    return zoos.get(zoo).get(name);
  }

  /** A recipe of a model: the default for an empty name. */
  public Recipe recipe(ModelDefinition model, String name) {
    List<Recipe> recipes = model.recipes();
    if (name.isEmpty()) {
      return recipes.get(0);
    }
    String home = "of " + model.zoo() + "/" + model.name();
    return new Registry<>("recipe", home, recipes, Recipe::name).get(name);
  }

  /** Learning rate and momentum of a recipe's first step. */
  public StepSettings firstStep(Recipe recipe) {
    TrainingPlan plan =
        new TrainingPlan(
            recipe.epochs(), 1, recipe.optimizer().learningRate(), recipe.optimizer().momentum());
    return curve(recipe.schedule(), plan).at(0);
  }

  public Registry<Engine> engines() {
    return engines;
  }

  public Registry<Schedule> schedules() {
    return schedules;
  }

  public Registry<Augmentation> augmentations() {
    return augmentations;
  }

  public Registry<DatasetProvider> datasets() {
    return datasets;
  }

  @Override
  public Schedule.Curve curve(Component component, TrainingPlan plan) {
    Schedule schedule = schedules.get(component.name());
    return schedule.create(Arguments.of(component, schedule.options(), this), plan);
  }

  @Override
  public ImageTransform transform(Component component) {
    Augmentation augmentation = augmentations.get(component.name());
    return augmentation.create(Arguments.of(component, augmentation.options(), this));
  }
}
