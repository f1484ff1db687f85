package org.menagerie.testkit;

import static org.junit.jupiter.api.DynamicTest.dynamicTest;
import static org.menagerie.testkit.Requirements.require;
import static org.menagerie.testkit.Requirements.requireFinite;

import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.function.Executable;
import org.menagerie.api.engine.Batch;
import org.menagerie.api.engine.Engine;
import org.menagerie.api.engine.Session;
import org.menagerie.api.engine.SessionSpec;
import org.menagerie.api.engine.StepResult;
import org.menagerie.api.engine.TensorMap;
import org.menagerie.api.error.ErrorCode;
import org.menagerie.api.error.MenagerieException;
import org.menagerie.api.network.Network;
import org.menagerie.api.network.Parameter;
import org.menagerie.api.recipe.Recipe;
import org.menagerie.api.recipe.Schedule;
import org.menagerie.api.recipe.StepSettings;
import org.menagerie.data.pipeline.BatchPipeline;
import org.menagerie.data.pipeline.EpochBatches;
import org.menagerie.engine.support.GradientClipping;
import org.menagerie.engine.support.loss.CrossEntropy;
import org.menagerie.engine.support.optimizer.Sgd;
import org.menagerie.training.loop.InitialWeights;
import org.opentest4j.TestAbortedException;

/** What a model must do on an engine, on one small batch of images. */
final class EngineChecks {
  private static final int IMAGES = 32;

  /** Gradients of rounding are below 1e-6 in small networks, all others above 1e-4. */
  private static final double ZERO = 1e-5;

  /** Steps after one seed drop out the same values: their losses can be compared. */
  private static final long SEED = 7;

  private static final int STEPS = 10;

  private final Trial trial;
  private final Engine engine;
  private final Network network;
  private final Recipe recipe;

  EngineChecks(Trial trial, Engine engine) {
    this.trial = trial;
    this.engine = engine;
    this.network = trial.model().network();
    this.recipe = trial.model().recipes().get(0);
  }

  Stream<DynamicNode> tests() {
    return Stream.of(
        dynamicTest(
            "gives a number for each class of each image", on(this::plain, this::givesLogits)),
        dynamicTest("gives every parameter a gradient", on(this::plain, this::givesGradients)),
        dynamicTest(
            "loses as much loss in a step as its gradient promises", on(this::plain, this::steps)),
        dynamicTest("learns a batch by its own recipe", on(this::byRecipe, this::learns)));
  }

  private void givesLogits(Session session) {
    Batch batch = batch();
    requireLogits(session.evaluate(batch), "The logits before the first step");
    StepResult step = session.train(batch, new StepSettings(0.01, 0));
    requireLogits(step.logits(), "The logits of the first step");
    require(
        Double.isFinite(step.loss()) && step.loss() > 0,
        "The loss of the first step is %s.",
        step.loss());
    requireLogits(session.evaluate(batch), "The logits after the first step");
  }

  private void requireLogits(float[] logits, String what) {
    int classes = trial.dataset().classes();
    int expected = IMAGES * classes;
    require(
        logits.length == expected,
        "%s are %d numbers, but %d images of %d classes have %d.",
        what,
        logits.length,
        IMAGES,
        classes,
        expected);
    requireFinite(logits, what);
  }

  private void givesGradients(Session session) {
    Set<String> cancelled = CancelledBiases.of(network);
    TensorMap gradients = session.gradients(batch());
    List<Parameter> trained = network.parameters().stream().filter(Parameter::trainable).toList();
    List<String> names = trained.stream().map(Parameter::name).toList();
    require(
        names.equals(List.copyOf(gradients.names())),
        "The gradients are of %s, but the parameters are %s.",
        gradients.names(),
        names);
    for (Parameter parameter : trained) {
      float[] gradient = gradients.get(parameter.name()).values();
      requireFinite(gradient, "The gradient of " + parameter.name());
      double norm = GradientClipping.norm(gradient);
      require(
          norm > ZERO || cancelled.contains(parameter.name()),
          "The parameter %s has hardly any gradient (norm %.1e): what it does is lost on the way to"
              + " the loss.",
          parameter.name(),
          norm);
    }
  }

  private void steps(Session session) {
    Batch batch = batch();
    session.seed(SEED);
    double square = squaredNorm(session.gradients(batch));
    // Small enough for the loss to be nearly straight, large enough for 32-bit floats.
    StepSettings step = new StepSettings(Math.min(0.2, 0.002 / square), 0);
    double promised = step.learningRate() * square;

    double before = seededStep(session, batch, step);
    double lost = before - seededStep(session, batch, step);

    require(
        Math.abs(lost - promised) <= 0.1 * promised,
        "One small step takes %.6f off the loss, but the gradient promises %.6f.",
        lost,
        promised);
  }

  private void learns(Session session) {
    Schedule.Curve curve = trial.curve(recipe);
    Batch batch = batch();
    double first = seededStep(session, batch, curve.at(0));
    for (int step = 1; step < STEPS; step++) {
      seededStep(session, batch, curve.at(step));
    }
    double last = seededStep(session, batch, curve.at(STEPS));
    require(
        last < first,
        "%d steps of the recipe \"%s\" on one batch take the loss from %.4f to %.4f.",
        STEPS,
        recipe.name(),
        first,
        last);
  }

  /** The loss before the step. */
  private static double seededStep(Session session, Batch batch, StepSettings settings) {
    session.seed(SEED);
    return session.train(batch, settings).loss();
  }

  private static double squaredNorm(TensorMap gradients) {
    return gradients.asMap().values().stream()
        .mapToDouble(gradient -> Math.pow(GradientClipping.norm(gradient.values()), 2))
        .sum();
  }

  /** Images as the recipe normalises them, and a teacher who knows nothing. */
  private Batch batch() {
    try (BatchPipeline pipeline =
            BatchPipeline.forEvaluation(
                trial.dataset().train().first(IMAGES), IMAGES, recipe.normalization());
        EpochBatches batches = pipeline.epoch(1)) {
      return batches.next().withTeacher(new float[IMAGES * trial.dataset().classes()]);
    }
  }

  /** A session that goes straight down the gradient. */
  private SessionSpec plain() {
    return SessionSpec.builder(network, Sgd.of(1, 0), CrossEntropy.plain()).build();
  }

  /** A session with everything that the recipe asks for. */
  private SessionSpec byRecipe() {
    return trial.catalog().session(network, recipe, 1);
  }

  /** An engine may lack a layer: nothing is wrong then, and nothing can be tried. */
  private Executable on(Supplier<SessionSpec> spec, Consumer<Session> check) {
    return () -> {
      try (Session session = engine.open(spec.get(), InitialWeights.draw(network, 1))) {
        check.accept(session);
      } catch (MenagerieException e) {
        if (e.code() == ErrorCode.ENGINE_UNAVAILABLE) {
          throw new TestAbortedException(e.getMessage(), e);
        }
        throw e;
      }
    };
  }
}
