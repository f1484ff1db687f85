package org.menagerie.runner.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.withinPercentage;

import java.util.HashSet;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.menagerie.api.engine.Batch;
import org.menagerie.api.engine.GradientClipping;
import org.menagerie.api.engine.Session;
import org.menagerie.api.engine.StepResult;
import org.menagerie.api.engine.Tensor;
import org.menagerie.api.engine.TensorMap;
import org.menagerie.api.network.BatchNorm;
import org.menagerie.api.network.Conv2d;
import org.menagerie.api.network.Layer;
import org.menagerie.api.network.Parameter;
import org.menagerie.api.network.Residual;
import org.menagerie.api.recipe.Schedule;
import org.menagerie.api.recipe.StepSettings;

/** What every model must do on every engine. */
final class ModelContractIT {
  private static final int CLASSES = 10;

  /** Gradients of rounding are below 1e-6 here, all others above 1e-4. */
  private static final double ZERO = 1e-5;

  /** Steps after one seed drop out the same values: their losses can be compared. */
  private static final long SEED = 7;

  static Stream<ModelOnEngine> cases() {
    return ModelOnEngine.all();
  }

  @Test
  void coversAllModelsAndEngines() {
    assertThat(Installed.PLUGINS.problems()).isEmpty();
    assertThat(Installed.CATALOG.engines().names()).containsExactly("mxnet", "pytorch");
    assertThat(Installed.CATALOG.models().stream().map(Installed::id))
        .containsExactly(
            "mnistnet/mnistnet1",
            "mnistnet/mnistnet2",
            "mnistnet/mnistnet3",
            "model4/model4",
            "model5/model1",
            "model5/model2",
            "model5/model3",
            "model5/model4",
            "model5/model5",
            "pipeline/simple",
            "progressive/model1",
            "progressive/model2",
            "progressive/model3");
  }

  @ParameterizedTest
  @MethodSource("cases")
  void trainsAsManyParametersAsItsSourceStates(ModelOnEngine given) {
    OptionalLong stated = given.model().statedParameters();
    assertThat(stated).isPresent();
    assertThat(given.network().summary().trainableParameters()).isEqualTo(stated.getAsLong());

    try (Session session = given.open()) {
      TensorMap weights = session.save().weights();
      long trained =
          given.trainable().stream().mapToLong(p -> weights.get(p.name()).values().length).sum();
      assertThat(trained).isEqualTo(stated.getAsLong());
    }
  }

  @ParameterizedTest
  @MethodSource("cases")
  void givesTenLogitsForEachImage(ModelOnEngine given) {
    Batch batch = given.batch();
    int length = batch.size() * CLASSES;
    try (Session session = given.open()) {
      assertThat(finite(session.evaluate(batch))).hasSize(length);

      StepResult step = session.train(batch, new StepSettings(0.01, 0));
      assertThat(finite(step.logits())).hasSize(length);
      assertThat(step.loss()).isFinite().isPositive();
      assertThat(finite(session.evaluate(batch))).hasSize(length);
    }
  }

  @ParameterizedTest
  @MethodSource("cases")
  void givesEveryParameterAGradient(ModelOnEngine given) {
    Set<String> cancelled = biasesThatBatchNormCancels(given.network().layers(), "");
    try (Session session = given.open()) {
      TensorMap gradients = session.gradients(given.batch());

      assertThat(gradients.names())
          .containsExactlyElementsOf(given.trainable().stream().map(Parameter::name).toList());
      for (Parameter parameter : given.trainable()) {
        Tensor gradient = gradients.get(parameter.name());
        assertThat(gradient.shape()).as(parameter.name()).isEqualTo(parameter.shape());
        double norm = GradientClipping.norm(finite(gradient.values()));
        if (cancelled.contains(parameter.name())) {
          assertThat(norm).as(parameter.name()).isLessThan(ZERO);
        } else {
          assertThat(norm).as(parameter.name()).isGreaterThan(ZERO);
        }
      }
    }
  }

  @ParameterizedTest
  @MethodSource("cases")
  void losesAsMuchLossInAStepAsItsGradientPromises(ModelOnEngine given) {
    Batch batch = given.batch();
    try (Session session = given.open()) {
      session.seed(SEED);
      double square = squaredNorm(session.gradients(batch));
      // Small enough for the loss to be nearly straight, large enough for 32-bit floats.
      double learningRate = Math.min(0.2, 0.002 / square);
      StepSettings step = new StepSettings(learningRate, 0);

      double before = seededStep(session, batch, step);
      double after = seededStep(session, batch, step);

      assertThat(before - after).isCloseTo(learningRate * square, withinPercentage(10));
    }
  }

  @ParameterizedTest
  @MethodSource("cases")
  void learnsABatchByItsOwnRecipe(ModelOnEngine given) {
    Schedule.Curve curve = Recipes.curve(given.recipe());
    Batch batch = given.batch();
    try (Session session = given.openByRecipe()) {
      double first = seededStep(session, batch, curve.at(0));
      for (int step = 1; step < 10; step++) {
        seededStep(session, batch, curve.at(step));
      }
      double last = seededStep(session, batch, curve.at(10));

      assertThat(last).isLessThan(first);
    }
  }

  /** The loss before the step. */
  private static double seededStep(Session session, Batch batch, StepSettings settings) {
    session.seed(SEED);
    return session.train(batch, settings).loss();
  }

  /**
   * Batch norm takes each channel's mean away, and with it any constant that the layer right before
   * it has added: the loss does not depend on such a bias, whose gradient is zero but for rounding.
   */
  private static Set<String> biasesThatBatchNormCancels(List<Layer> layers, String prefix) {
    Set<String> names = new HashSet<>();
    for (int i = 0; i < layers.size(); i++) {
      boolean normalised = i + 1 < layers.size() && layers.get(i + 1) instanceof BatchNorm;
      if (layers.get(i) instanceof Residual residual) {
        names.addAll(biasesThatBatchNormCancels(residual.layers(), prefix + i + "."));
      } else if (layers.get(i) instanceof Conv2d conv && conv.bias() && normalised) {
        names.add(prefix + i + ".bias");
      }
    }
    return names;
  }

  private static double squaredNorm(TensorMap gradients) {
    return gradients.asMap().values().stream()
        .mapToDouble(gradient -> Math.pow(GradientClipping.norm(gradient.values()), 2))
        .sum();
  }

  private static float[] finite(float[] values) {
    for (float value : values) {
      assertThat(value).isFinite();
    }
    return values;
  }
}
