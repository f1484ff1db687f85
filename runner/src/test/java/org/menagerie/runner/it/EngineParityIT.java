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
import org.menagerie.api.network.BatchNorm;
import org.menagerie.api.network.Layer;
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
 * maxima a gradient jumps where rounding changes a sign, and the steps that follow amplify it; so
 * there the first step is compared, and the contract of engines says how far the next may part.
 */
final class EngineParityIT {
  private static final int STEPS = 20;
  private static final int BATCH_SIZE = 16;
  private static final int TEST_IMAGES = 256;
  private static final long SEED = 1;

  /**
   * Largest deviations without kinks, of all models and steps, behind each tolerance. But for the
   * logits they are MXNet's, and those of the engine vector a third to a sixth of them; see also
   * {@link #SMOOTH_MXNET}.
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

  /**
   * What classics/minimal-2720 and minimal-4862 need beyond that, whose batch norms have means next
   * to zero: MXNet sums in plain floats.
   */
  private static final Map<Quantity, Double> SMOOTH_MXNET =
      Map.of(
          Quantity.STATISTIC, 1e-3, // 4.1e-4
          Quantity.GRADIENT, 1.5e-3); // 7.5e-4

  /** Largest deviations of the first step with kinks, of all models, behind each tolerance. */
  private static final Map<Quantity, Double> FIRST_STEP =
      Map.of(
          Quantity.STATISTIC, 1e-3, // 1.8e-4
          Quantity.LOSS, 1e-5, // 2.6e-6
          Quantity.GRADIENT, 0.1); // 3.9e-2

  private static final Set<String> WIDE = Set.of("classics/minimal-2720", "classics/minimal-4862");

  private static final List<String> OTHERS = List.of("mxnet", "vector");

  private static final boolean NIGHTLY = Boolean.getBoolean("menagerie.nightly");

  /** Enough for a build that is not nightly. */
  private static final List<String> COVERING =
      List.of(
          "classics/minimal-697",
          "classics/norms-group",
          "classics/separable-se",
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
      layer.paths().forEach(path -> addLayers(path.layers(), traits));
    }
  }

  @ParameterizedTest
  @MethodSource("models")
  void trainsAlikeWhereNoGradientJumps(ModelDefinition model, String engine) {
    Recipe recipe = recipe(model);
    Parity parity = compare(model, engine, recipe, recipe, true);
    Map<Quantity, Double> wide =
        engine.equals("mxnet") && WIDE.contains(Installed.id(model)) ? SMOOTH_MXNET : Map.of();

    assertThat(parity.steps()).hasSize(STEPS);
    SMOOTH.forEach(
        (quantity, tolerance) ->
            assertThat(worst(parity, quantity))
                .as("%s", quantity)
                .isLessThan(
                    quantity == Quantity.PARAMETER && isAdam(recipe)
                        ? SMOOTH_ADAM_PARAMETER
                        : wide.getOrDefault(quantity, tolerance)));
    assertThat(parity.predictions().alike()).isEqualTo(TEST_IMAGES);
  }

  @ParameterizedTest
  @MethodSource("models")
  void beginsAlikeWhereGradientsJump(ModelDefinition model, String engine) {
    Recipe recipe = recipe(model);
    Parity parity = compare(model, engine, recipe, recipe, false);

    StepParity first = parity.steps().get(0);
    FIRST_STEP.forEach(
        (quantity, tolerance) ->
            assertThat(first.worst(quantity).map(Deviation::value).orElse(0.0))
                .as("%s", quantity)
                .isLessThan(tolerance));
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

  private static boolean isAdam(Recipe recipe) {
    return recipe.optimizer().name().startsWith("adam");
  }

  /**
   * With SGD where Adam would move biases that batch norm takes away again, whose gradients are
   * nothing but rounding; pipeline/simple and minimal-697 train with Adam all the same.
   */
  private static Recipe recipe(ModelDefinition model) {
    Recipe.Builder recipe = model.recipes().get(0).toBuilder().batchSize(BATCH_SIZE);
    boolean rounding =
        model.zoo().equals("classics") && model.network().summary().uses(BatchNorm.class);
    return (rounding ? recipe.optimizer("sgd(lr=0.01, momentum=0.9)") : recipe).build();
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
    TracePlan plan = new TracePlan(smooth ? STEPS : 1, TEST_IMAGES, smooth);
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
