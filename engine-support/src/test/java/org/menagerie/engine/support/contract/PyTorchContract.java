package org.menagerie.engine.support.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.menagerie.api.engine.Engine;
import org.menagerie.api.engine.Session;
import org.menagerie.api.engine.SessionSpec;
import org.menagerie.api.engine.Tensor;
import org.menagerie.api.engine.TensorMap;
import org.menagerie.api.recipe.Sgd;
import org.menagerie.api.recipe.StepSettings;
import org.menagerie.engine.support.GradientClipping;

/** Holds engines to what PyTorch computes in double precision. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
public abstract class PyTorchContract {
  private static final StepSettings SETTINGS = new StepSettings(0.01, 0.9);

  /** The reference's own tolerances; where its 32-bit run is further off, five times that. */
  private static final double LOSS_TOLERANCE = 1e-4;

  private static final double LOGIT_TOLERANCE = 1e-3;
  private static final double DEVIATION_FACTOR = 5;

  /**
   * How far off an engine may be.
   *
   * @param losses in 12 steps, and the norms of the first gradients
   * @param logits after these steps
   */
  public record Tolerances(double losses, double logits) {}

  /** The engines to hold. */
  protected abstract List<Engine> engines();

  /** Where an engine may be further off than the reference allows, for a reason stated there. */
  protected Optional<Tolerances> widened(Engine engine, String network) {
    return Optional.empty();
  }

  private Stream<Arguments> all() {
    return engines().stream()
        .flatMap(
            engine ->
                ReferenceNetwork.NAMES.stream()
                    .map(name -> Arguments.of(Named.of(engine.name(), engine), name)));
  }

  @ParameterizedTest(name = "{0} {1}")
  @MethodSource("all")
  protected final void evaluatesAsPyTorchDoes(Engine engine, String name) {
    ReferenceNetwork reference = ReferenceNetwork.read(name);
    try (Session session = open(engine, reference)) {
      float[] logits = session.evaluate(reference.evaluationBatch());

      assertThat(worst(logits, expected(reference, "eval_logits_before"))).isLessThan(1e-5);
    }
  }

  @ParameterizedTest(name = "{0} {1}")
  @MethodSource("all")
  protected final void hasPyTorchsGradients(Engine engine, String name) {
    ReferenceNetwork reference = ReferenceNetwork.read(name);
    try (Session session = open(engine, reference)) {
      TensorMap gradients = session.gradients(reference.trainingBatch(0));

      List<Double> norms = new ArrayList<>();
      for (Tensor gradient : gradients.asMap().values()) {
        norms.add(GradientClipping.norm(gradient.values()));
      }
      assertThat(worst(norms, expected(reference, "first_gradient_norms")))
          .isLessThan(tolerances(engine, reference, name).losses());
    }
  }

  @ParameterizedTest(name = "{0} {1}")
  @MethodSource("all")
  protected final void trainsAsPyTorchDoes(Engine engine, String name) {
    ReferenceNetwork reference = ReferenceNetwork.read(name);
    try (Session session = open(engine, reference)) {
      List<Double> losses = new ArrayList<>();
      for (int step = 0; step < 12; step++) {
        losses.add(session.train(reference.trainingBatch(step), SETTINGS).loss());
      }
      float[] logits = session.evaluate(reference.evaluationBatch());

      Tolerances tolerances = tolerances(engine, reference, name);
      assertThat(worst(losses, expected(reference, "losses"))).isLessThan(tolerances.losses());
      assertThat(worst(logits, expected(reference, "eval_logits_after")))
          .isLessThan(tolerances.logits());
    }
  }

  /** Networks whose running statistics 32-bit floats keep to a millionth. */
  private Stream<Arguments> precise() {
    return all()
        .filter(arguments -> String.valueOf(arguments.get()[1]).matches("progressive.*[23]"));
  }

  @ParameterizedTest(name = "{0} {1}")
  @MethodSource("precise")
  protected final void tracksTheUnbiasedVarianceAsPyTorchDoes(Engine engine, String name) {
    ReferenceNetwork reference = ReferenceNetwork.read(name);
    try (Session session = open(engine, reference)) {
      for (int step = 0; step < 12; step++) {
        session.train(reference.trainingBatch(step), SETTINGS);
      }
      TensorMap weights = session.save().weights();

      // A biased variance would be off by 4.2e-5 (one part in 21,632, of 1.27, after 12 steps).
      assertThat(
              worst(
                  weights.get("1.running_var").values(),
                  expected(reference, "first_bn_running_var")))
          .isLessThan(5e-6);
      assertThat(
              worst(
                  weights.get("1.running_mean").values(),
                  expected(reference, "first_bn_running_mean")))
          .isLessThan(5e-6);
    }
  }

  private Tolerances tolerances(Engine engine, ReferenceNetwork reference, String name) {
    return widened(engine, name)
        .orElseGet(
            () ->
                new Tolerances(
                    tolerance(reference, "losses", LOSS_TOLERANCE),
                    tolerance(reference, "eval_logits_after", LOGIT_TOLERANCE)));
  }

  private static double tolerance(ReferenceNetwork reference, String field, double standard) {
    double deviation = reference.reference().get("float32_deviation").get(field).asDouble();
    return deviation > standard ? DEVIATION_FACTOR * deviation : standard;
  }

  private static Session open(Engine engine, ReferenceNetwork reference) {
    SessionSpec spec =
        new SessionSpec(reference.network(), Sgd.of(0.01, 0.9), 0, OptionalDouble.empty(), 1);
    return engine.open(spec, reference.weights());
  }

  private static List<Double> expected(ReferenceNetwork reference, String field) {
    return Reference.numbers(reference.reference().get("float64").get(field));
  }

  private static double worst(float[] actual, List<Double> expected) {
    List<Double> values = new ArrayList<>();
    for (float value : actual) {
      values.add((double) value);
    }
    return worst(values, expected);
  }

  private static double worst(List<Double> actual, List<Double> expected) {
    assertThat(actual).hasSameSizeAs(expected);
    double worst = 0;
    for (int i = 0; i < actual.size(); i++) {
      double difference = Math.abs(actual.get(i) - expected.get(i));
      assertThat(difference).as("value %d", i).isFinite();
      worst = Math.max(worst, difference);
    }
    return worst;
  }
}
