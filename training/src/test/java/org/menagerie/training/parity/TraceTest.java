package org.menagerie.training.parity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.menagerie.api.data.Dataset;
import org.menagerie.api.data.ImageSet;
import org.menagerie.api.engine.Engine;
import org.menagerie.api.error.ErrorCode;
import org.menagerie.api.error.MenagerieException;
import org.menagerie.api.network.Layers;
import org.menagerie.api.network.Network;
import org.menagerie.api.network.Shape;
import org.menagerie.api.recipe.Recipe;
import org.menagerie.api.recipe.StepSettings;
import org.menagerie.engine.support.loss.CrossEntropy;
import org.menagerie.engine.support.optimizer.Sgd;
import org.menagerie.training.loop.TrainingJob;
import org.menagerie.training.run.RunSpec;

/** Traces and their comparison, on engines whose every number is known. */
class TraceTest {
  private static final double RATE = 0.5;
  private static final double TOLERANCE = 0.01;

  private static final Network NETWORK =
      Network.of(Shape.image(1, 2, 2), Layers.flatten(), Layers.dropout(0.5), Layers.linear(10));

  @TempDir private Path folder;

  @Test
  void tracesStepsAcrossEpochs() {
    // Six images in batches of two make three steps an epoch.
    TraceFolder trace = trace(SlopeEngine.right("a"), 5);

    TraceStep first = trace.readStep(1);
    TraceStep last = trace.readStep(5);
    assertThat(first.loss()).isEqualTo(2);
    assertThat(first.gradients().get(SlopeEngine.BIAS).values()).containsOnly(1);
    assertThat(bias(first) - bias(last)).isCloseTo((float) (4 * RATE), within(1e-6f));
    assertThat(trace.readLogits().shape()).isEqualTo(new Shape(List.of(4, 10)));
    assertThat(trace.readPlan()).isEqualTo(new TracePlan(5, 4, false));
  }

  @Test
  void findsNothingWhereEnginesDoTheSame() {
    Parity parity = compare(SlopeEngine.right("b"), 3);

    assertThat(parity.agrees()).isTrue();
    assertThat(parity.steps())
        .allSatisfy(
            step ->
                assertThat(step.deviations())
                    .containsExactly(
                        new Deviation(Quantity.LOSS, "", 0),
                        new Deviation(Quantity.GRADIENT, SlopeEngine.BIAS, 0),
                        new Deviation(Quantity.GRADIENT, "2.weight", 0),
                        new Deviation(Quantity.PARAMETER, "2.weight", 0),
                        new Deviation(Quantity.PARAMETER, SlopeEngine.BIAS, 0)));
    assertThat(parity.predictions())
        .isEqualTo(new PredictionParity(4, 4, 0, new Deviation(Quantity.LOGITS, "", 0)));
  }

  @Test
  void namesTheStepAndTheQuantityWhereEnginesFirstPart() {
    Parity parity = compare(new SlopeEngine("b", 2, 1.25f, 2), 3);

    Parting parting = parity.parting().orElseThrow();
    assertThat(parting.step()).isEqualTo(2);
    // The backward pass meets the last parameter first.
    assertThat(parting.deviation().quantity()).isEqualTo(Quantity.GRADIENT);
    assertThat(parting.deviation().name()).isEqualTo(SlopeEngine.BIAS);
    assertThat(parting.deviation().value()).isCloseTo(0.2, within(1e-6));
    // One side has gone 2 * 0.5, the other 0.5 + 0.625.
    assertThat(parity.steps().get(1).worst(Quantity.PARAMETER).orElseThrow().value())
        .isCloseTo(0.125 / 1.125, within(1e-5));
    assertThat(parity.predictions().alike()).isEqualTo(4);
    assertThat(parity.predictions().largestDifference()).isCloseTo(0.25, within(1e-5));
  }

  @Test
  void namesTheLossBeforeTheGradientsThatFollowFromIt() {
    Parity parity = compare(new SlopeEngine("b", 1, 2, 2.5), 1);

    assertThat(parity.parting()).contains(new Parting(1, new Deviation(Quantity.LOSS, "", 0.2)));
  }

  @Test
  void passesOverWhatIsWithinTheTolerance() {
    assertThat(compare(new SlopeEngine("b", 1, 1.005f, 2), 3).agrees()).isTrue();
  }

  @Test
  void refusesMoreStepsThanTheRecipeHas() {
    assertThatThrownBy(() -> trace(SlopeEngine.right("a"), 7))
        .isInstanceOfSatisfying(
            MenagerieException.class,
            e -> assertThat(e.code()).isEqualTo(ErrorCode.INVALID_ARGUMENT))
        .hasMessage(
            "The recipe has 6 steps (2 epochs of 3 batches), which is fewer than the 7 asked for with --steps.");
  }

  @Test
  void saysWhichEngineDiverged() {
    assertThatThrownBy(() -> trace(new SlopeEngine("a", 1, 1, Double.NaN), 2))
        .isInstanceOfSatisfying(
            MenagerieException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.RUN_FAILED))
        .hasMessageStartingWith("Training zoo/model on a diverged: ")
        .hasMessageContaining("at step 1;");
  }

  @Test
  void refusesPlansAndTolerancesThatMakeNoSense() {
    assertThatThrownBy(() -> new TracePlan(0, 4, false))
        .hasMessage("The number of steps must be a whole number of at least 1, not 0.");
    assertThatThrownBy(() -> new TraceComparison(NETWORK, 1, -1))
        .hasMessage("The tolerance must be a number of at least 0, not -1.0.");
    assertThatThrownBy(() -> new TraceComparison(NETWORK, 1, Double.NaN))
        .isInstanceOf(MenagerieException.class);
  }

  @Test
  void countsNoBatchThatTheRecipeDrops() {
    Recipe dropping =
        Recipe.builder("dropping").epochs(2).batchSize(4).optimizer("sgd").dropLast(true).build();
    TracePlan plan = new TracePlan(3, 4, false);

    assertThatThrownBy(
            () ->
                Tracer.trace(job(SlopeEngine.right("a"), dropping), plan, new TraceFolder(folder)))
        .isInstanceOf(MenagerieException.class)
        .hasMessage(
            "The recipe has 2 steps (2 epochs of 1 batches), which is fewer than the 3 asked for"
                + " with --steps.");
  }

  private Parity compare(Engine other, int steps) {
    return new TraceComparison(NETWORK, 1, TOLERANCE)
        .compare(
            new TraceComparison.Side("a", trace(SlopeEngine.right("a"), steps)),
            new TraceComparison.Side(other.name(), trace(other, steps)));
  }

  private TraceFolder trace(Engine engine, int steps) {
    TraceFolder trace = new TraceFolder(folder.resolve(engine.name()));
    TracePlan plan = new TracePlan(steps, 4, false);
    trace.writePlan(plan);
    Tracer.trace(job(engine), plan, trace);
    return trace;
  }

  private static TrainingJob job(Engine engine) {
    return job(
        engine,
        Recipe.builder("plain").epochs(2).batchSize(2).optimizer("sgd(lr=" + RATE + ")").build());
  }

  private static TrainingJob job(Engine engine, Recipe recipe) {
    Dataset data = Dataset.builder("tiny", 10, images(6), images(5)).build();
    return new TrainingJob(
        RunSpec.builder("zoo", "model")
            .engine(engine.name())
            .dataset("tiny")
            .recipe(recipe)
            .seed(1)
            .threads(1)
            .build(),
        NETWORK,
        engine,
        data,
        Sgd.of(RATE, 0),
        CrossEntropy.plain(),
        step -> new StepSettings(RATE, 0),
        List.of());
  }

  private static ImageSet images(int count) {
    return new ImageSet(Shape.image(1, 2, 2), new byte[count * 4], new byte[count]);
  }

  private static float bias(TraceStep step) {
    return step.weights().get(SlopeEngine.BIAS).values()[0];
  }
}
