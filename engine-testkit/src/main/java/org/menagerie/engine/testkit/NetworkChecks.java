package org.menagerie.engine.testkit;

import static org.junit.jupiter.api.DynamicTest.dynamicTest;
import static org.menagerie.engine.testkit.Requirements.require;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicNode;
import org.menagerie.api.engine.Engine;
import org.menagerie.api.engine.Session;
import org.menagerie.api.engine.Tensor;
import org.menagerie.api.network.Parameter;
import org.menagerie.api.recipe.StepSettings;
import org.menagerie.engine.support.GradientClipping;
import org.menagerie.engine.support.optimizer.Sgd;

/**
 * Holds an engine to what PyTorch computes in double precision for one network, from several seeds.
 *
 * <p>Without kinks nothing but rounding stands between the two, whatever the seed: that is the
 * tight evidence. With ReLU and maxima, rounding decides on the gradient of a value that lies next
 * to a kink, and the steps that follow amplify it. There the first loss is held, and what follows
 * to how far double precision itself moves if the weights are off in their last bits.
 */
public final class NetworkChecks {
  private static final StepSettings SETTINGS = new StepSettings(0.01, 0.9);
  private static final double EVALUATION = 1e-5;

  /**
   * How far an engine may be off.
   *
   * @param loss of each step, as it is
   * @param logits after the last step, as they are
   * @param statistics of each batch norm after the last step, by the tensor's norm
   * @param gradients of the first step: the norm of each tensor, as it is
   */
  @SuppressWarnings("ArrayRecordComponent") // Never compared.
  private record Limits(double[] loss, double[] logits, double[] statistics, double[] gradients) {

    static final Limits SMOOTH =
        new Limits(
            new double[] {1e-5}, new double[] {1e-4}, new double[] {1e-5}, new double[] {1e-4});

    /**
     * MXNet's batch norm sums in plain 32-bit floats; behind a ReLU, where all values are positive,
     * that moves the first loss by up to 3.5e-5.
     */
    private static final double FIRST_LOSS = 1e-4;

    /** The weights are off once, where an engine rounds in every sum of every step. */
    private static final double FACTOR = 5;

    static Limits withKinks(ReferenceNetwork network) {
      double[] loss = widened(SMOOTH.loss[0], network.moves("losses"));
      loss[0] = FIRST_LOSS;
      return new Limits(
          loss,
          widened(SMOOTH.logits[0], network.moves("logits_after")),
          widened(SMOOTH.statistics[0], network.moves("statistics")),
          widened(SMOOTH.gradients[0], network.moves("gradient_norms")));
    }

    private static double[] widened(double least, double[] moves) {
      return Arrays.stream(moves).map(move -> least + FACTOR * move).toArray();
    }
  }

  private final Trial trial;
  private final ReferenceNetwork reference;

  NetworkChecks(Trial trial, ReferenceNetwork reference) {
    this.trial = trial;
    this.reference = reference;
  }

  /** The checks of one network on one engine, which has to run it. */
  public NetworkChecks(Engine engine, ReferenceNetwork reference) {
    this(new Trial(engine, true), reference);
  }

  /** One test for each seed and each thing that is compared with PyTorch. */
  public Stream<DynamicNode> tests() {
    Limits withKinks = Limits.withKinks(reference);
    return Stream.concat(
        reference.trainings(true).flatMap(one -> tests(one, " without kinks", Limits.SMOOTH)),
        reference.trainings(false).flatMap(one -> tests(one, "", withKinks)));
  }

  private Stream<DynamicNode> tests(ReferenceTraining training, String form, Limits limits) {
    String end = form + ", seed " + training.seed();
    return Stream.of(
        dynamicTest("evaluates as PyTorch does" + end, () -> evaluates(training)),
        dynamicTest("has PyTorch's gradients" + end, () -> differentiates(training, limits)),
        dynamicTest("trains as PyTorch does" + end, () -> trains(training, limits)));
  }

  private void evaluates(ReferenceTraining training) {
    try (Session session = open(training)) {
      requireClose(evaluate(session, training), training, "logits_before", EVALUATION);
    }
  }

  private void differentiates(ReferenceTraining training, Limits limits) {
    try (Session session = open(training)) {
      List<Double> norms = new ArrayList<>();
      for (Tensor gradient : session.gradients(training.trainingBatch(0)).asMap().values()) {
        norms.add(GradientClipping.norm(gradient.values()));
      }
      requireClose(norms, training, "gradient_norms", limits.gradients);
    }
  }

  private void trains(ReferenceTraining training, Limits limits) {
    try (Session session = open(training)) {
      List<Double> losses = new ArrayList<>();
      for (int step = 0; step < training.steps(); step++) {
        losses.add(session.train(training.trainingBatch(step), SETTINGS).loss());
      }
      requireClose(losses, training, "losses", limits.loss);
      requireClose(evaluate(session, training), training, "logits_after", limits.logits);
      requireStatistics(session, training, limits.statistics[0]);
    }
  }

  private static List<Double> evaluate(Session session, ReferenceTraining training) {
    List<Double> logits = new ArrayList<>();
    for (float logit : session.evaluate(training.evaluationBatch())) {
      logits.add((double) logit);
    }
    return logits;
  }

  /** Every batch norm's, each measured as a whole. */
  private static void requireStatistics(
      Session session, ReferenceTraining training, double tolerance) {
    for (Parameter parameter : training.network().parameters()) {
      if (!parameter.trainable()) {
        double[] expected = training.statistic(parameter.name());
        float[] actual = session.save().weights().get(parameter.name()).values();
        double distance = 0;
        double norm = 0;
        for (int i = 0; i < expected.length; i++) {
          distance += (actual[i] - expected[i]) * (actual[i] - expected[i]);
          norm += expected[i] * expected[i];
        }
        double deviation = Math.sqrt(distance / norm);
        require(
            deviation < tolerance,
            "%s differs from PyTorch's by %s of its norm; it may by %s.",
            parameter.name(),
            deviation,
            tolerance);
      }
    }
  }

  private Session open(ReferenceTraining training) {
    return trial.openIfAble(Trial.spec(training.network(), Sgd.of(0.01, 0.9)), training.weights());
  }

  /** With one tolerance for each number, or one for all. */
  private static void requireClose(
      List<Double> actual, ReferenceTraining training, String field, double... tolerances) {
    double[] expected = training.expected(field);
    require(
        actual.size() == expected.length,
        "%s: %d numbers instead of %d.",
        field,
        actual.size(),
        expected.length);
    for (int i = 0; i < expected.length; i++) {
      double tolerance = tolerances[tolerances.length == 1 ? 0 : i];
      require(
          Math.abs(actual.get(i) - expected[i]) < tolerance,
          "%s: number %d is %s where PyTorch has %s; they may differ by %s.",
          field,
          i,
          actual.get(i),
          expected[i],
          tolerance);
    }
  }
}
