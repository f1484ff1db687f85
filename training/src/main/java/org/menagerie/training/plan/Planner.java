package org.menagerie.training.plan;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.menagerie.api.data.Dataset;
import org.menagerie.api.data.ImageFormat;
import org.menagerie.api.engine.Engine;
import org.menagerie.api.error.ErrorCode;
import org.menagerie.api.error.MenagerieException;
import org.menagerie.api.model.ModelDefinition;
import org.menagerie.api.model.ModelId;
import org.menagerie.api.network.Network;
import org.menagerie.api.recipe.Component;
import org.menagerie.api.recipe.Normalization;
import org.menagerie.api.recipe.Recipe;
import org.menagerie.api.recipe.Validation.Provided;
import org.menagerie.data.pipeline.BatchPipeline;
import org.menagerie.training.catalog.Catalog;
import org.menagerie.training.checkpoint.StoredWeights;
import org.menagerie.training.checkpoint.StoredWeights.Use;
import org.menagerie.training.loop.DataFit;
import org.menagerie.training.loop.InitialWeights;
import org.menagerie.training.loop.ShorterRuns;
import org.menagerie.training.loop.TrainingJob;
import org.menagerie.training.network.ModelDocument;
import org.menagerie.training.network.NetworkDocument;
import org.menagerie.training.recipe.FrozenParameters;
import org.menagerie.training.recipe.RecipeSettings;
import org.menagerie.training.run.RunSpec;
import org.menagerie.training.run.Teacher;
import org.menagerie.training.run.WeightsFile;

/** Turns requests into specs, and specs into jobs. */
public final class Planner {
  private final Catalog catalog;
  private final DatasetLocator datasets;
  private final EngineCheck engines;
  private final TeacherSearch teachers;

  public Planner(Catalog catalog, DatasetLocator datasets) {
    this.catalog = catalog;
    this.datasets = datasets;
    this.engines = new EngineCheck(catalog.engines().all());
    this.teachers = new TeacherSearch(catalog, datasets);
  }

  /**
   * The spec of a request. Every name and value in it has been tried, so that what is wrong is said
   * before anything is loaded.
   *
   * @throws MenagerieException if the request cannot be met
   */
  public RunSpec specify(RunRequest request) {
    ModelDefinition model = catalog.model(request.zoo(), request.model());
    Recipe recipe = catalog.recipe(model, request.recipe());
    for (Map.Entry<String, String> override : request.overrides().entrySet()) {
      recipe = RecipeSettings.get(override.getKey()).set(recipe, override.getValue());
    }
    recipe = catalog.canonical(recipe);
    DatasetReference dataset =
        datasets.identify(request.dataset().orElseGet(datasets::defaultName));
    requireValidation(recipe, dataset);
    recipe = normalized(recipe, request, dataset);
    Network network = network(model, dataset);
    tryOut(recipe, network);
    TeacherSearch.requireBoth(catalog.loss(recipe.loss()), request.teacher().isPresent());
    Engine engine = catalog.engines().get(request.engine());
    engines.requireRunnable(engine, ModelId.of(model), network);
    Optional<Teacher> teacher = teacher(request, ModelId.of(model), recipe, dataset);
    teacher.ifPresent(found -> requireRunnable(engine, found, dataset));
    return RunSpec.builder(request.zoo(), request.model())
        .engine(request.engine())
        .dataset(dataset.name())
        .data(datasets.files(dataset, recipe))
        .recipe(recipe)
        .seed(request.seed())
        .threads(request.threads())
        .network(
            model instanceof ModelDocument
                ? Optional.of(NetworkDocument.of(network))
                : Optional.empty())
        .init(request.init().map(weights -> startingWeights(weights, network, request.seed())))
        .teacher(teacher)
        .build();
  }

  private void requireValidation(Recipe recipe, DatasetReference dataset) {
    if (recipe.validatedOn().isPresent()) {
      // There may be too few images, which only those who have them can tell.
      var unusedNumbers = datasets.normalization(dataset, recipe);
    }
    boolean drawn = recipe.validatedOn().filter(way -> !(way instanceof Provided)).isPresent();
    if (!drawn && recipe.validationSeed() != 0) {
      throw new MenagerieException(
          ErrorCode.INVALID_ARGUMENT,
          "validation_seed=%d draws the images that are held out for validation, and none are: set validation too, such as validation=0.1."
              .formatted(recipe.validationSeed()));
    }
  }

  /**
   * The recipe with the numbers that normalize the data: those of a recipe are MNIST's, mostly, and
   * hold where the request asks for them or nothing else is known of the data.
   */
  private Recipe normalized(Recipe recipe, RunRequest request, DatasetReference dataset) {
    boolean saidNothing =
        Stream.of("normalization", "mean", "std").noneMatch(request.overrides()::containsKey);
    Normalization chosen =
        Optional.of(dataset)
            .filter(asked -> saidNothing && !recipe.normalization().ofData())
            .flatMap(datasets::usualNormalization)
            .orElse(recipe.normalization());
    return recipe.toBuilder()
        .normalization(chosen.ofData() ? datasets.normalization(dataset, recipe) : chosen)
        .build();
  }

  private Optional<Teacher> teacher(
      RunRequest request, ModelId student, Recipe recipe, DatasetReference dataset) {
    return request
        .teacher()
        .map(asked -> teachers.find(asked, student, recipe.normalization(), dataset));
  }

  private void requireRunnable(Engine engine, Teacher teacher, DatasetReference dataset) {
    engines.requireRunnable(
        engine, new ModelId(teacher.zoo(), teacher.model()), teachers.network(teacher, dataset));
  }

  private static WeightsFile startingWeights(Path runOrFile, Network network, long seed) {
    StoredWeights stored = StoredWeights.find(runOrFile, Use.START);
    var unused = stored.into(InitialWeights.draw(network, seed));
    return stored.source();
  }

  /**
   * Resolves a spec and loads its data.
   *
   * @throws MenagerieException if a name is not known here, or the data is missing or damaged
   */
  public TrainingJob prepare(RunSpec spec) {
    Engine engine = catalog.engines().get(spec.engine());
    Dataset dataset = datasets.load(spec);
    // The data are here, so that their format need not be asked for.
    Network network = network(spec, () -> ofModel(spec, dataset.name(), dataset.format()));
    engines.requireRunnable(engine, new ModelId(spec.zoo(), spec.model()), network);
    Recipe recipe = spec.recipe();
    TrainingImages images = TrainingImages.of(dataset, recipe);
    int batchesPerEpoch =
        BatchPipeline.batches(
            images.dataset().train().size(), recipe.batchSize(), recipe.dropLast());
    return new TrainingJob(
        spec,
        network,
        engine,
        images.dataset(),
        images.validation(),
        catalog.optimizer(recipe.optimizer()),
        catalog.loss(recipe.loss()),
        catalog.curve(recipe, batchesPerEpoch),
        recipe.augmentations().stream().map(catalog::transform).toList(),
        catalog.batchTransform(recipe),
        catalog.average(recipe, batchesPerEpoch),
        recipe.testAugmentations().stream().map(catalog::transform).toList(),
        spec.teacher().map(teacher -> teachers.network(teacher, DatasetReference.of(spec))));
  }

  /** The finished runs in a folder of run folders that a training may extend. */
  public ShorterRuns shorterRuns(Path runs) {
    return new ShorterSearch(catalog, runs);
  }

  /**
   * The network that a run trains: the one in its specification, or else its model's for its data.
   *
   * @throws MenagerieException if there is no such model or data set, or they do not fit
   */
  public Network network(RunSpec spec) {
    return network(
        spec, () -> network(catalog.model(spec.zoo(), spec.model()), DatasetReference.of(spec)));
  }

  /**
   * The network that a run trained, of which it is known what it takes and gives.
   *
   * @throws MenagerieException if there is no such model, or it has none for such images
   */
  public Network network(RunSpec spec, ImageFormat images) {
    Network network = network(spec, () -> ofModel(spec, spec.dataset(), images));
    DataFit.require(spec.modelId(), network, spec.dataset(), images);
    return network;
  }

  private Network ofModel(RunSpec spec, String dataset, ImageFormat images) {
    return DataFit.network(catalog.model(spec.zoo(), spec.model()), dataset, images);
  }

  private static Network network(RunSpec spec, Supplier<Network> ofModel) {
    return spec.network().map(NetworkDocument::read).orElseGet(ofModel);
  }

  /**
   * A model's network for a data set.
   *
   * @param dataset as {@link DatasetLocator#identify} gives it
   * @throws MenagerieException if the data set is damaged, or the two do not fit
   */
  public Network network(ModelDefinition model, DatasetReference dataset) {
    return DataFit.network(model, datasets.name(dataset), datasets.format(dataset));
  }

  private void tryOut(Recipe recipe, Network network) {
    var unusedStep = catalog.firstStep(recipe);
    var unusedAverage = catalog.average(recipe, 1);
    var unusedFrozen = FrozenParameters.of(network, recipe.freeze());
    catalog.loss(recipe.loss()).check(Math.toIntExact(network.output().elements()));
    var unusedTransform = catalog.batchTransform(recipe);
    for (Component augmentation : recipe.augmentations()) {
      catalog.transform(augmentation);
    }
    for (Component view : recipe.testAugmentations()) {
      catalog.transform(view);
    }
  }
}
