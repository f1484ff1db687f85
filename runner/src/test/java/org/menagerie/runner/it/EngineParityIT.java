package org.menagerie.runner.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.menagerie.api.data.Dataset;
import org.menagerie.api.engine.Engine;
import org.menagerie.api.model.ModelDefinition;
import org.menagerie.api.network.Layer;
import org.menagerie.api.network.Residual;
import org.menagerie.api.recipe.Recipe;
import org.menagerie.data.digits.Digits;
import org.menagerie.training.loop.TrainingJob;
import org.menagerie.training.parity.Deviation;
import org.menagerie.training.parity.Parity;
import org.menagerie.training.parity.Quantity;
import org.menagerie.training.parity.StepParity;
import org.menagerie.training.parity.TraceComparison;
import org.menagerie.training.parity.TraceFolder;
import org.menagerie.training.parity.TracePlan;
import org.menagerie.training.parity.Tracer;
import org.menagerie.training.run.RunSpec;

/**
 * Models on every engine beside PyTorch: 20 steps by their own recipes in small batches, from the
 * same weights, on the same images, without dropout. A nightly build takes all models; others take
 * some that between them hold all kinds of layers and components.
 *
 * <p>Each model is trained twice. Without kinks nothing but rounding can part the engines: that is
 * the tight evidence, and the last test shows how small a mistake it would notice. With ReLU and
 * maxima a gradient jumps where rounding changes a sign, and the steps that follow amplify it.
 */
final class EngineParityIT {
  private static final int STEPS = 20;
  private static final int BATCH_SIZE = 16;
  private static final int TEST_IMAGES = 256;
  private static final long SEED = 1;

  /**
   * Largest deviations without kinks, of all models and steps, behind each tolerance. But for the
   * logits they are MXNet's, and those of the engine vector a third to a sixth of them.
   */
  private static final Map<Quantity, Double> SMOOTH =
      Map.of(
          Quantity.STATISTIC, 1e-4, // 3.0e-5
          Quantity.LOSS, 5e-6, // 3.0e-6
          Quantity.GRADIENT, 5e-4, // 2.5e-4
          Quantity.PARAMETER, 5e-4, // 9.5e-5
          Quantity.LOGITS, 1e-4); // 2.2e-5

  /**
   * Adam divides each gradient by its own size, so that one which is zero but for rounding moves
   * its parameter as far as any other: 1.9e-3.
   */
  private static final double SMOOTH_ADAM_PARAMETER = 7e-3;

  /** Largest deviations of the first step with kinks, of all models, behind each tolerance. */
  private static final Map<Quantity, Double> FIRST_STEP =
      Map.of(
          Quantity.STATISTIC, 1e-3, // 1.8e-4
          Quantity.LOSS, 1e-5, // 2.6e-6
          Quantity.GRADIENT, 0.1); // 3.9e-2

  /**
   * With kinks, over all steps.
   *
   * @param loss largest deviation of any loss
   * @param alike fewest test images that both put into one class; 0 where small batches at a high
   *     learning rate make answers after 20 steps a matter of chance
   */
  private record Limits(double loss, int alike) {}

  /** Behind each model what was measured on MXNet: deviation of losses, images alike. */
  private static final Map<String, Limits> WITH_KINKS =
      Map.ofEntries(
          Map.entry("mnistnet/mnistnet1", new Limits(5e-6, 256)), // 4.1e-7, 256
          Map.entry("mnistnet/mnistnet2", new Limits(0.3, 0)), // 5.9e-2, 99
          Map.entry("mnistnet/mnistnet3", new Limits(0.2, 128)), // 3.6e-2, 193
          Map.entry("model4/model4", new Limits(5e-3, 230)), // 8.3e-4, 253
          Map.entry("model5/model1", new Limits(5e-6, 256)), // 4.1e-7, 256
          Map.entry("model5/model2", new Limits(0.3, 200)), // 7.0e-2, 242
          Map.entry("model5/model3", new Limits(5e-3, 230)), // 6.6e-4, 250
          Map.entry("model5/model4", new Limits(2e-2, 200)), // 4.9e-3, 241
          Map.entry("model5/model4-as-run", new Limits(2e-2, 200)), // as model4: dropout is off
          Map.entry("model5/model5", new Limits(1e-2, 220)), // 1.7e-3, 246
          Map.entry("model5/model5-as-run", new Limits(1e-2, 220)), // 9.1e-4, 236
          Map.entry("pipeline/simple", new Limits(2e-4, 250)), // 3.7e-5, 256
          Map.entry("progressive/model1", new Limits(1e-5, 255)), // 1.5e-6, 256
          Map.entry("progressive/model2", new Limits(3e-3, 230)), // 5.4e-7, 256
          Map.entry("progressive/model3", new Limits(3e-3, 230))); // 5.8e-4, 250

  /** The engine vector comes closer: 5.3e-5 at worst, and 256 images alike. */
  private static final Limits VECTOR_WITH_KINKS = new Limits(2e-4, 254);

  /** The exception, again a matter of chance: 3.8e-2, 130. */
  private static final String CHAOTIC = "mnistnet/mnistnet2";

  /**
   * Its images are only rotated where there are kinks, so that its limits can stay tight: among
   * those that its recipe enlarges is one at whose kink both others part from PyTorch in step 2,
   * losses by up to 5.3e-3 and 3.0e-3. Without kinks it is held to its whole recipe.
   */
  private static final String ONLY_ROTATED = "progressive/model2";

  private static final List<String> OTHERS = List.of("mxnet", "vector");

  private static final boolean NIGHTLY = Boolean.getBoolean("menagerie.nightly");

  /** Enough for a build that is not nightly. */
  private static final List<String> COVERING =
      List.of(
          "mnistnet/mnistnet2",
          "model4/model4",
          "model5/model1",
          "model5/model5-as-run",
          "pipeline/simple",
          "progressive/model1",
          "progressive/model2");

  private static final Dataset DIGITS = Digits.draw();

  @TempDir private static Path folder;

  /** What PyTorch did, which each other engine is held to. */
  private static final Map<String, TraceFolder> REFERENCES = new HashMap<>();

  static Stream<Arguments> models() {
    return OTHERS.stream()
        .flatMap(
            engine ->
                Installed.CATALOG.models().stream()
                    .filter(model -> NIGHTLY || COVERING.contains(Installed.id(model)))
                    .map(model -> Arguments.of(Named.of(Installed.id(model), model), engine)));
  }

  @Test
  void takesModelsThatHoldAllThereIs() {
    Set<String> covered = new TreeSet<>();
    Set<String> all = new TreeSet<>();
    for (ModelDefinition model : Installed.CATALOG.models()) {
      all.addAll(traits(model));
      if (COVERING.contains(Installed.id(model))) {
        covered.addAll(traits(model));
      }
    }
    assertThat(covered).containsExactlyElementsOf(all);
  }

  /** Kinds of layers, and components of the recipe. */
  private static Set<String> traits(ModelDefinition model) {
    Set<String> traits = new TreeSet<>();
    addLayers(model.network().layers(), traits);
    Recipe recipe = model.recipes().get(0);
    traits.add(recipe.optimizer().name());
    traits.add(recipe.loss().name());
    traits.add(recipe.schedule().name());
    recipe.augmentations().forEach(augmentation -> traits.add(augmentation.name()));
    return traits;
  }

  private static void addLayers(List<Layer> layers, Set<String> traits) {
    for (Layer layer : layers) {
      traits.add(layer.getClass().getSimpleName());
      if (layer instanceof Residual residual) {
        addLayers(residual.layers(), traits);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("models")
  void trainsAlikeWhereNoGradientJumps(ModelDefinition model, String engine) {
    Recipe recipe = recipe(model);
    Parity parity = compare(model, engine, recipe, recipe, true);

    assertThat(parity.steps()).hasSize(STEPS);
    SMOOTH.forEach(
        (quantity, tolerance) ->
            assertThat(worst(parity, quantity))
                .as("%s", quantity)
                .isLessThan(
                    quantity == Quantity.PARAMETER && isAdam(recipe)
                        ? SMOOTH_ADAM_PARAMETER
                        : tolerance));
    assertThat(parity.predictions().alike()).isEqualTo(TEST_IMAGES);
  }

  @ParameterizedTest
  @MethodSource("models")
  void trainsAlikeUntilGradientsJump(ModelDefinition model, String engine) {
    Recipe recipe = recipeWithKinks(model);
    Parity parity = compare(model, engine, recipe, recipe, false);

    StepParity first = parity.steps().get(0);
    FIRST_STEP.forEach(
        (quantity, tolerance) ->
            assertThat(first.worst(quantity).map(Deviation::value).orElse(0.0))
                .as("first %s", quantity)
                .isLessThan(tolerance));
    Limits limits = limits(engine, Installed.id(model));
    assertThat(worst(parity, Quantity.LOSS)).isLessThan(limits.loss());
    assertThat(parity.predictions().alike()).isGreaterThanOrEqualTo(limits.alike());
  }

  /** The recipe's optimizer is {@code sgd(lr=0.01, momentum=0.9)}. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "sgd(lr=0.0101, momentum=0.9)",
        "sgd(lr=0.01, momentum=0.89)",
        "sgd(lr=0.01, momentum=0.9, nesterov=true)",
        "sgd(lr=0.01, momentum=0.9, weight_decay=0.0005)"
      })
  void noticesAnOptimizerThatIsSlightlyWrong(String wrong) {
    ModelDefinition model = Installed.CATALOG.model("progressive", "model2");
    Recipe right = recipe(model);
    Recipe slightlyWrong = right.toBuilder().optimizer(wrong).build();

    Parity parity = compare(model, "mxnet", right, slightlyWrong, true);

    assertThat(worst(parity, Quantity.PARAMETER)).isGreaterThan(SMOOTH.get(Quantity.PARAMETER));
  }

  private static Limits limits(String engine, String model) {
    if (engine.equals("vector") && !model.equals(CHAOTIC)) {
      return VECTOR_WITH_KINKS;
    }
    assertThat(WITH_KINKS).containsKey(model);
    return WITH_KINKS.get(model);
  }

  private static boolean isAdam(Recipe recipe) {
    return recipe.optimizer().name().equals("adam");
  }

  private static Recipe recipe(ModelDefinition model) {
    return model.recipes().get(0).toBuilder().batchSize(BATCH_SIZE).build();
  }

  private static Recipe recipeWithKinks(ModelDefinition model) {
    Recipe recipe = recipe(model);
    return Installed.id(model).equals(ONLY_ROTATED)
        ? recipe.toBuilder().augmentations("rotation(degrees=15)").build()
        : recipe;
  }

  private static double worst(Parity parity, Quantity quantity) {
    if (quantity == Quantity.LOGITS) {
      return parity.predictions().deviation().value();
    }
    return parity.steps().stream()
        .flatMap(step -> step.worst(quantity).stream())
        .mapToDouble(Deviation::value)
        .max()
        .orElse(0);
  }

  private static Parity compare(
      ModelDefinition model, String engine, Recipe pytorch, Recipe other, boolean smooth) {
    Installed.assumeRuns("pytorch");
    Installed.assumeRuns(engine);
    TraceFolder reference =
        REFERENCES.computeIfAbsent(
            Installed.id(model) + pytorch + smooth,
            key -> trace(model, "pytorch", pytorch, smooth));
    return new TraceComparison(model.network(), SEED, 0)
        .compare(
            new TraceComparison.Side("pytorch", reference),
            new TraceComparison.Side(engine, trace(model, engine, other, smooth)));
  }

  private static TraceFolder trace(
      ModelDefinition model, String engine, Recipe recipe, boolean smooth) {
    TraceFolder trace = new TraceFolder(folder.resolve(UUID.randomUUID().toString()));
    TracePlan plan = new TracePlan(STEPS, TEST_IMAGES, smooth);
    trace.writePlan(plan);
    Tracer.trace(job(model, Installed.CATALOG.engines().get(engine), recipe), plan, trace);
    return trace;
  }

  private static TrainingJob job(ModelDefinition model, Engine engine, Recipe recipe) {
    return new TrainingJob(
        RunSpec.builder(model.zoo(), model.name())
            .engine(engine.name())
            .dataset("digits")
            .recipe(recipe)
            .seed(SEED)
            .threads(1)
            .build(),
        model.network(),
        engine,
        DIGITS,
        Installed.CATALOG.optimizer(recipe.optimizer()),
        Installed.CATALOG.loss(recipe.loss()),
        Recipes.curve(recipe),
        recipe.augmentations().stream().map(Installed.CATALOG::transform).toList());
  }
}
