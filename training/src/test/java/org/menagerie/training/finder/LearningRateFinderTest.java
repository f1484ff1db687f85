package org.menagerie.training.finder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.menagerie.api.data.Dataset;
import org.menagerie.api.data.ImageSet;
import org.menagerie.api.engine.Batch;
import org.menagerie.api.engine.Engine;
import org.menagerie.api.engine.Session;
import org.menagerie.api.engine.SessionSpec;
import org.menagerie.api.engine.SessionState;
import org.menagerie.api.engine.StepResult;
import org.menagerie.api.engine.TensorMap;
import org.menagerie.api.error.MenagerieException;
import org.menagerie.api.network.Layers;
import org.menagerie.api.network.Network;
import org.menagerie.api.network.Shape;
import org.menagerie.api.recipe.Recipe;
import org.menagerie.api.recipe.StepSettings;
import org.menagerie.engine.support.loss.CrossEntropy;
import org.menagerie.engine.support.optimizer.Sgd;
import org.menagerie.training.finder.FinderCurve.Point;
import org.menagerie.training.loop.TrainingJob;
import org.menagerie.training.run.RunSpec;

class LearningRateFinderTest {
  @TempDir private Path folder;

  /** An engine whose loss is what a learning rate makes of it. */
  private record Formula(DoubleUnaryOperator loss, List<StepSettings> steps, List<Integer> sizes)
      implements Engine, Session {

    Formula(DoubleUnaryOperator loss) {
      this(loss, new ArrayList<>(), new ArrayList<>());
    }

    @Override
    public String name() {
      return "formula";
    }

    @Override
    public String description() {
      return "for tests";
    }

    @Override
    public Session open(SessionSpec spec, TensorMap weights) {
      return this;
    }

    @Override
    public StepResult train(Batch batch, StepSettings settings) {
      steps.add(settings);
      sizes.add(batch.size());
      return StepResult.of(
          loss.applyAsDouble(settings.learningRate()), new float[10 * batch.size()]);
    }

    @Override
    public float[] evaluate(Batch batch) {
      throw new UnsupportedOperationException("nothing is tested");
    }

    @Override
    public TensorMap gradients(Batch batch) {
      throw new UnsupportedOperationException("nobody asks for gradients");
    }

    @Override
    public void seed(long seed) {}

    @Override
    public SessionState save() {
      throw new UnsupportedOperationException("nothing is kept");
    }

    @Override
    public void restore(SessionState state) {
      throw new UnsupportedOperationException("nothing is kept");
    }

    @Override
    public Map<String, String> provenance() {
      return Map.of();
    }

    @Override
    public void close() {}
  }

  private static TrainingJob job(Engine engine) {
    Shape shape = Shape.image(1, 2, 2);
    ImageSet images = new ImageSet(shape, new byte[25 * 4], new byte[25]);
    RunSpec spec =
        RunSpec.builder("zoo", "model")
            .engine("formula")
            .dataset("tiny")
            .recipe(Recipe.builder("default").batchSize(10).build())
            .build();
    return new TrainingJob(
        spec,
        Network.of(shape, Layers.flatten(), Layers.linear(10)),
        engine,
        Dataset.builder("tiny", 10, images, images).build(),
        Sgd.of(0.01, 0.8),
        CrossEntropy.plain(),
        step -> new StepSettings(99, 99),
        List.of());
  }

  @Test
  void growsTheLearningRateByOneFactorOverAsManyEpochsAsThatTakes() {
    Formula engine = new Formula(rate -> 2);

    FinderCurve curve = LearningRateFinder.find(job(engine), new FinderPlan(1e-4, 1e-1, 10));

    assertThat(engine.steps()).hasSize(10).allMatch(step -> step.momentum() == 0.8);
    assertThat(engine.steps().get(0).learningRate()).isCloseTo(1e-4, within(1e-12));
    assertThat(engine.steps().get(3).learningRate()).isCloseTo(1e-3, within(1e-12));
    assertThat(engine.steps().get(9).learningRate()).isCloseTo(1e-1, within(1e-12));
    assertThat(engine.sizes()).startsWith(10, 10, 5, 10, 10, 5);
    assertThat(curve.stopped()).isFalse();
    assertThat(curve.points())
        .hasSize(10)
        .allSatisfy(point -> assertThat(point.smoothed()).isCloseTo(2, within(1e-12)));
    assertThat(curve.steepest()).isEmpty();
  }

  @Test
  void smoothsLossesAsFastaiDoes() {
    double[] losses = {4, 2, 3};
    int[] step = {0};
    Formula engine = new Formula(rate -> losses[Math.min(step[0]++, 2)]);

    List<Point> points = LearningRateFinder.find(job(engine), new FinderPlan(1e-4, 1, 10)).points();

    // 0.02 * 4 / 0.02; (0.98 * 0.08 + 0.02 * 2) / (1 - 0.98^2); and so on.
    assertThat(points.get(0).smoothed()).isCloseTo(4, within(1e-12));
    assertThat(points.get(1).smoothed()).isCloseTo(0.1184 / 0.0396, within(1e-12));
    assertThat(points.get(2).smoothed())
        .isCloseTo((0.98 * 0.1184 + 0.06) / (1 - 0.98 * 0.98 * 0.98), within(1e-12));
    assertThat(points.get(1).loss()).isEqualTo(2);
  }

  @Test
  void endsWhereTheLossGrowsBeyondAllUse() {
    Formula growing = new Formula(rate -> rate < 0.01 ? 1 : 1_000);
    Formula lost = new Formula(rate -> rate < 0.01 ? 1 : Double.NaN);
    FinderPlan plan = new FinderPlan(1e-4, 1, 41);

    FinderCurve curve = LearningRateFinder.find(job(growing), plan);

    assertThat(curve.stopped()).isTrue();
    assertThat(curve.points()).hasSize(21);
    assertThat(curve.lowest().learningRate()).isLessThan(0.01);
    assertThat(LearningRateFinder.find(job(lost), plan).points()).hasSize(20);
  }

  @Test
  void suggestsWhereTheLossFallsFastest() {
    double[] smoothed = {9, 5, 5, 5, 5, 5, 4.9, 4, 2, 1.9, 3};
    List<Point> points = new ArrayList<>();
    for (int i = 0; i < smoothed.length; i++) {
      points.add(new Point(Math.pow(10, i - 8), 0, smoothed[i]));
    }

    FinderCurve curve = new FinderCurve(points, false);

    // The fall from 9 is the first weights'; (2 - 4.9) / 2 at the eighth is the steepest after it.
    assertThat(curve.steepest()).contains(points.get(7));
    assertThat(curve.lowest()).isEqualTo(points.get(9));
  }

  @Test
  void comesBackFromItsFolder() {
    FinderFolder files = new FinderFolder(folder);
    FinderPlan plan = new FinderPlan(1e-6, 2, 50);
    FinderCurve curve = new FinderCurve(List.of(new Point(0.1, 2, 3), new Point(0.2, 1, 2)), true);

    files.writePlan(plan);
    files.writeCurve(curve);

    assertThat(files.readPlan()).isEqualTo(plan);
    assertThat(files.readCurve()).isEqualTo(curve);
  }

  @Test
  void refusesWhatIsNoRange() {
    assertThatThrownBy(() -> new FinderPlan(0, 1, 100))
        .isInstanceOf(MenagerieException.class)
        .hasMessage(
            "Learning rates must grow from a number above 0 to a higher one, not from 0.0 to 1.0.");
    assertThatThrownBy(() -> new FinderPlan(1, 1, 100)).hasMessageContaining("from 1.0 to 1.0.");
    assertThatThrownBy(() -> new FinderPlan(Double.NaN, 1, 100)).hasMessageContaining("from NaN");
    assertThatThrownBy(() -> new FinderPlan(1, Double.POSITIVE_INFINITY, 100))
        .hasMessageContaining("to Infinity");
    assertThatThrownBy(() -> new FinderPlan(1e-5, 1, 9))
        .hasMessage("The number of steps must be a whole number of at least 10, not 9.");
  }
}
