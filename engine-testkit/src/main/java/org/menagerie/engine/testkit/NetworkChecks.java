package org.menagerie.engine.testkit;

import static org.junit.jupiter.api.DynamicTest.dynamicTest;
import static org.menagerie.engine.testkit.Requirements.require;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicNode;
import org.menagerie.api.engine.Engine;
import org.menagerie.api.engine.Session;
import org.menagerie.api.engine.Tensor;
import org.menagerie.api.engine.TensorMap;
import org.menagerie.api.recipe.StepSettings;
import org.menagerie.engine.support.GradientClipping;
import org.menagerie.engine.support.optimizer.Sgd;

/** Holds an engine to what PyTorch computes in double precision for one network. */
public final class NetworkChecks {
  private static final StepSettings SETTINGS = new StepSettings(0.01, 0.9);
  private static final int STEPS = 12;
  private static final double EVALUATION = 1e-5;

  /** A biased variance would be off by 4.2e-5: one part in 21,632, of 1.27, after 12 steps. */
  private static final double STATISTICS = 5e-6;

  private final Trial trial;
  private final ReferenceNetwork reference;
  private final Tolerances tolerances;

  NetworkChecks(Trial trial, ReferenceNetwork reference, Tolerances tolerances) {
    this.trial = trial;
    this.reference = reference;
    this.tolerances = tolerances;
  }

  /**
   * The checks of one network on one engine, which has to run it.
   *
   * @param tolerances for example {@link ReferenceNetwork#tolerances}
   */
  public NetworkChecks(Engine engine, ReferenceNetwork reference, Tolerances tolerances) {
    this(new Trial(engine, true), reference, tolerances);
  }

  /** One test for each thing that is compared with PyTorch. */
  public Stream<DynamicNode> tests() {
    Stream<DynamicNode> forAll =
        Stream.of(
            dynamicTest("evaluates as PyTorch does", this::evaluates),
            dynamicTest("has PyTorch's gradients", this::differentiates),
            dynamicTest("trains as PyTorch does", this::trains));
    return reference.hasPreciseStatistics()
        ? Stream.concat(
            forAll,
            Stream.of(
                dynamicTest(
                    "tracks the unbiased variance as PyTorch does", this::tracksStatistics)))
        : forAll;
  }

  private void evaluates() {
    try (Session session = open()) {
      float[] logits = session.evaluate(reference.evaluationBatch());
      requireClose(logits, "eval_logits_before", EVALUATION);
    }
  }

  private void differentiates() {
    try (Session session = open()) {
      TensorMap gradients = session.gradients(reference.trainingBatch(0));
      List<Double> norms = new ArrayList<>();
      for (Tensor gradient : gradients.asMap().values()) {
        norms.add(GradientClipping.norm(gradient.values()));
      }
      requireClose(norms, "first_gradient_norms", tolerances.losses());
    }
  }

  private void trains() {
    try (Session session = open()) {
      List<Double> losses = new ArrayList<>();
      for (int step = 0; step < STEPS; step++) {
        losses.add(session.train(reference.trainingBatch(step), SETTINGS).loss());
      }
      float[] logits = session.evaluate(reference.evaluationBatch());
      requireClose(losses, "losses", tolerances.losses());
      requireClose(logits, "eval_logits_after", tolerances.logits());
    }
  }

  private void tracksStatistics() {
    try (Session session = open()) {
      for (int step = 0; step < STEPS; step++) {
        session.train(reference.trainingBatch(step), SETTINGS);
      }
      TensorMap weights = session.save().weights();
      requireClose(weights.get("1.running_var").values(), "first_bn_running_var", STATISTICS);
      requireClose(weights.get("1.running_mean").values(), "first_bn_running_mean", STATISTICS);
    }
  }

  private Session open() {
    return trial.openIfAble(
        Trial.spec(reference.network(), Sgd.of(0.01, 0.9)), reference.weights());
  }

  private void requireClose(float[] actual, String field, double tolerance) {
    List<Double> values = new ArrayList<>();
    for (float value : actual) {
      values.add((double) value);
    }
    requireClose(values, field, tolerance);
  }

  private void requireClose(List<Double> actual, String field, double tolerance) {
    List<Double> expected = reference.expected(field);
    require(
        actual.size() == expected.size(),
        "%s: %d numbers instead of %d.",
        field,
        actual.size(),
        expected.size());
    for (int i = 0; i < expected.size(); i++) {
      require(
          Math.abs(actual.get(i) - expected.get(i)) < tolerance,
          "%s: number %d is %s where PyTorch has %s; they may differ by %s.",
          field,
          i,
          actual.get(i),
          expected.get(i),
          tolerance);
    }
  }
}
