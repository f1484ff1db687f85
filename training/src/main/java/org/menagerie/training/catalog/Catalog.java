package org.menagerie.training.catalog;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.TreeMap;
import org.menagerie.api.data.Dataset;
import org.menagerie.api.data.DatasetFormat;
import org.menagerie.api.data.DatasetProvider;
import org.menagerie.api.data.Workspace;
import org.menagerie.api.engine.Engine;
import org.menagerie.api.engine.SessionSpec;
import org.menagerie.api.error.ErrorCode;
import org.menagerie.api.error.MenagerieException;
import org.menagerie.api.export.ExportFormat;
import org.menagerie.api.export.Exporter;
import org.menagerie.api.metric.Metric;
import org.menagerie.api.metric.MetricFactory;
import org.menagerie.api.model.ModelDefinition;
import org.menagerie.api.network.Network;
import org.menagerie.api.recipe.Arguments;
import org.menagerie.api.recipe.Augmentation;
import org.menagerie.api.recipe.BatchAugmentation;
import org.menagerie.api.recipe.BatchTransform;
import org.menagerie.api.recipe.Component;
import org.menagerie.api.recipe.ComponentFactory;
import org.menagerie.api.recipe.ComponentResolver;
import org.menagerie.api.recipe.ImageTransform;
import org.menagerie.api.recipe.Loss;
import org.menagerie.api.recipe.LossFactory;
import org.menagerie.api.recipe.Optimizer;
import org.menagerie.api.recipe.OptimizerFactory;
import org.menagerie.api.recipe.Recipe;
import org.menagerie.api.recipe.Schedule;
import org.menagerie.api.recipe.StepSettings;
import org.menagerie.api.recipe.TrainingPlan;
import org.menagerie.api.recipe.WeightAverage;
import org.menagerie.api.recipe.WeightAverageFactory;
import org.menagerie.training.recipe.FrozenParameters;
import org.menagerie.training.text.DidYouMean;

/** All plug-ins that were found, by kind and name, and what a recipe's names mean. */
public final class Catalog implements ComponentResolver {
  private final Map<Class<?>, Registry<?>> registries;
  private final Registry<Registry<ModelDefinition>> zoos;

  private Catalog(Map<Class<?>, Registry<?>> registries) {
    this.registries = registries;
    this.zoos = zoosOf(of(ModelDefinition.class).all());
  }

  /** All that service files on the class path name. */
  public static Catalog installed() {
    Builder builder = builder();
    ServiceKind.ALL.forEach(builder::addInstalled);
    return builder.build();
  }

  /** Collects what a catalog holds; starts empty. */
  public static Builder builder() {
    return new Builder();
  }

  /** See {@link Catalog#builder}. */
  public static final class Builder {
    private final Map<Class<?>, List<Object>> services = new LinkedHashMap<>();

    private Builder() {
      ServiceKind.ALL.forEach(kind -> services.put(kind.service(), new ArrayList<>()));
    }

    /**
     * Adds services of one kind.
     *
     * @throws IllegalArgumentException if that is no kind of service, see {@link ServiceKind#ALL}
     */
    public <T> Builder add(Class<T> service, Collection<? extends T> more) {
      List<Object> known = services.get(service);
      if (known == null) {
        throw new IllegalArgumentException(service + " is no kind of service");
      }
      known.addAll(more);
      return this;
    }

    /** Adds services of one kind that service files on the class path name. */
    public <T> Builder addInstalled(Class<T> service) {
      return add(service, installed(service));
    }

    private <T> void addInstalled(ServiceKind<T> kind) {
      addInstalled(kind.service());
      kind.family().ifPresent(family -> addMembers(kind.service(), family));
    }

    private <F, T> void addMembers(Class<T> service, ServiceKind.Family<F, T> family) {
      installed(family.service()).forEach(each -> add(service, family.members().apply(each)));
    }

    private static <T> List<T> installed(Class<T> service) {
      return ServiceLoader.load(service).stream().map(ServiceLoader.Provider::get).toList();
    }

    /**
     * Sorts what was added.
     *
     * @throws IllegalArgumentException if two of a kind have one name
     */
    public Catalog build() {
      Map<Class<?>, Registry<?>> registries = new LinkedHashMap<>();
      ServiceKind.ALL.forEach(kind -> registries.put(kind.service(), registry(kind)));
      return new Catalog(registries);
    }

    private <T> Registry<T> registry(ServiceKind<T> kind) {
      List<T> found =
          services.getOrDefault(kind.service(), List.of()).stream()
              .map(kind.service()::cast)
              .toList();
      return new Registry<>(kind.word(), found, kind::name);
    }
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

  /**
   * All services of one kind by name; models by {@code zoo/name}.
   *
   * @throws IllegalArgumentException if that is no kind of service, see {@link ServiceKind#ALL}
   */
  @SuppressWarnings("unchecked") // The builder puts a registry of T under the class of T.
  public <T> Registry<T> of(Class<T> service) {
    Registry<?> registry = registries.get(service);
    if (registry == null) {
      throw new IllegalArgumentException(service + " is no kind of service");
    }
    return (Registry<T>) registry;
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

  public Registry<Engine> engines() {
    return of(Engine.class);
  }

  public Registry<DatasetProvider> datasets() {
    return of(DatasetProvider.class);
  }

  /**
   * Reads data as a component says.
   *
   * @throws MenagerieException if there is no such format, an argument is not allowed, or the data
   *     are damaged
   */
  public Dataset read(Component format, Path path, Workspace workspace) {
    DatasetFormat reader = find(DatasetFormat.class, format.name());
    return reader.read(path, arguments(format, reader), workspace);
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
    return curve(recipe, 1).at(0);
  }

  /** A recipe's schedule. */
  public Schedule.Curve curve(Recipe recipe, int batchesPerEpoch) {
    return curve(recipe.schedule(), plan(recipe, batchesPerEpoch));
  }

  private TrainingPlan plan(Recipe recipe, int batchesPerEpoch) {
    Optimizer optimizer = optimizer(recipe.optimizer());
    return TrainingPlan.of(
        recipe.epochs(), batchesPerEpoch, optimizer.learningRate(), optimizer.momentum());
  }

  /**
   * What an engine builds for a recipe.
   *
   * @throws MenagerieException if there is no optimizer or loss of such a name, or an argument is
   *     not allowed
   */
  public SessionSpec session(Network network, Recipe recipe, int threads) {
    return SessionSpec.builder(network, optimizer(recipe.optimizer()), loss(recipe.loss()))
        .clipNorm(recipe.clipNorm())
        .clipValue(recipe.clipValue())
        .frozen(FrozenParameters.of(network, recipe.freeze()))
        .threads(threads)
        .build();
  }

  /**
   * The same recipe, with optimizer and loss as they themselves write them, so that what means the
   * same reads the same.
   *
   * @throws MenagerieException if there is none of such a name, or an argument is not allowed
   */
  public Recipe canonical(Recipe recipe) {
    return recipe.toBuilder()
        .optimizer(optimizer(recipe.optimizer()).component())
        .loss(loss(recipe.loss()).component())
        .build();
  }

  /** The optimizer that a component names. */
  public Optimizer optimizer(Component component) {
    OptimizerFactory factory = find(OptimizerFactory.class, component.name());
    return factory.create(arguments(component, factory));
  }

  /** The loss that a component names. */
  public Loss loss(Component component) {
    LossFactory factory = find(LossFactory.class, component.name());
    return factory.create(arguments(component, factory));
  }

  /** A recipe's weight average, if it has one. */
  public Optional<WeightAverage> average(Recipe recipe, int batchesPerEpoch) {
    return recipe
        .average()
        .map(
            component -> {
              WeightAverageFactory factory = find(WeightAverageFactory.class, component.name());
              return factory.create(arguments(component, factory), plan(recipe, batchesPerEpoch));
            });
  }

  /** The schedule that a component names, for one training. */
  public Schedule.Curve curve(Component component, TrainingPlan plan) {
    Schedule schedule = find(Schedule.class, component.name());
    return schedule.create(arguments(component, schedule), plan);
  }

  /** The exporter that a component names. */
  public Exporter exporter(Component component) {
    ExportFormat format = find(ExportFormat.class, component.name());
    return format.create(arguments(component, format));
  }

  /** The metric that a component names. */
  public Metric metric(Component component) {
    MetricFactory factory = find(MetricFactory.class, component.name());
    return factory.create(arguments(component, factory));
  }

  /** The augmentation that a component names. */
  public ImageTransform transform(Component component) {
    Augmentation augmentation = find(Augmentation.class, component.name());
    return augmentation.create(arguments(component, augmentation));
  }

  /**
   * A recipe's batch augmentation, if it has one.
   *
   * @throws MenagerieException if there is none of such a name, an argument is not allowed, or the
   *     recipe's loss takes no soft labels
   */
  public Optional<BatchTransform> batchTransform(Recipe recipe) {
    return recipe
        .batchAugmentation()
        .map(
            component -> {
              BatchAugmentation augmentation = find(BatchAugmentation.class, component.name());
              BatchTransform transform = augmentation.create(arguments(component, augmentation));
              requireSoftLabels(recipe.loss(), component);
              return transform;
            });
  }

  private void requireSoftLabels(Component loss, Component augmentation) {
    if (!loss(loss).takesSoftLabels()) {
      throw new MenagerieException(
          ErrorCode.INVALID_ARGUMENT,
          "The loss %s takes no soft labels, which %s makes: use a loss that does, such as cross_entropy, or set batch_augmentation=none."
              .formatted(loss, augmentation));
    }
  }

  @Override
  public <F extends ComponentFactory> F find(Class<F> service, String name) {
    return of(service).get(name);
  }

  @Override
  public String hint(String typed, Collection<String> known) {
    return DidYouMean.hint(typed, known);
  }

  private Arguments arguments(Component component, ComponentFactory factory) {
    return Arguments.of(component, factory.parameters(), this);
  }
}
