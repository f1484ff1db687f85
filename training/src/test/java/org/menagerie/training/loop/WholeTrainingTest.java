package org.menagerie.training.loop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.assertj.core.api.RecursiveComparisonAssert;
import org.assertj.core.util.DoubleComparator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.menagerie.api.error.MenagerieException;
import org.menagerie.api.recipe.Schedule;
import org.menagerie.api.recipe.StepSettings;
import org.menagerie.engine.support.loss.CrossEntropy;
import org.menagerie.training.loop.RecordingEngine.Call;
import org.menagerie.training.run.EpochMetrics;

/** Compares all that an engine is handed in whole trainings with what must come. */
class WholeTrainingTest {
  private static final int ALL = 5;
  private static final String ONE_CYCLE = "one_cycle(max_lr=0.3, pct_start=0.4)";

  /** {@code OneCycleLR(max_lr=0.3, pct_start=0.4, total_steps=15)} as PyTorch 1.13 prints it. */
  private static final ExpectedCalls EXPECTED =
      new ExpectedCalls(
          List.of(
              new StepSettings(0.01200000000000001, 0.95),
              new StepSettings(0.039501552810007556, 0.9404508497187474),
              new StepSettings(0.11150155281000756, 0.9154508497187474),
              new StepSettings(0.2004984471899924, 0.8845491502812526),
              new StepSettings(0.2724984471899924, 0.8595491502812526),
              new StepSettings(0.3, 0.85),
              new StepSettings(0.2909539293023138, 0.8530153689607045),
              new StepSettings(0.2649068068411808, 0.8616977778440511),
              new StepSettings(0.22500030000000001, 0.875),
              new StepSettings(0.17604772246113298, 0.8913175911166534),
              new StepSettings(0.12395347753886707, 0.9086824088833465),
              new StepSettings(0.07500090000000004, 0.9249999999999999),
              new StepSettings(0.03509439315881919, 0.9383022221559488),
              new StepSettings(0.009047270697686224, 0.9469846310392954),
              new StepSettings(1.2e-06, 0.95)));

  private final RecordingEngine engine = new RecordingEngine(Long.MAX_VALUE);

  @TempDir private Path folder;

  @Test
  void handsOverEveryStepOfAOneCycle() {
    train(ONE_CYCLE, engine, ALL);

    assertCalls(engine).isEqualTo(session(List.of(EXPECTED.epochs(1, 5))));
  }

  @Test
  void handsOverEveryStepOfAScheduleThatCountsEpochs() {
    train("step(step_size=2, gamma=0.5)", engine, ALL);

    ExpectedCalls expected =
        new ExpectedCalls(
            Stream.of(0.1, 0.1, 0.05, 0.05, 0.025)
                .map(rate -> new StepSettings(rate, 0.9))
                .flatMap(settings -> Stream.of(settings, settings, settings))
                .toList());
    assertCalls(engine).isEqualTo(session(List.of(expected.epochs(1, 5))));
  }

  @Test
  void goesOnAfterACrashInTheMiddleOfAnEpoch() {
    RecordingEngine crashing = new RecordingEngine(3 + 3 + 2);
    assertThatThrownBy(() -> train(ONE_CYCLE, crashing, ALL))
        .isInstanceOf(RecordingEngine.Crash.class);
    train(ONE_CYCLE, engine, ALL);

    assertCalls(crashing)
        .isEqualTo(session(List.of(EXPECTED.epochs(1, 2), EXPECTED.beginning(3, 2))));
    assertCalls(engine).isEqualTo(session(List.of(EXPECTED.restore(2), EXPECTED.epochs(3, 5))));
  }

  @Test
  void goesOnAfterBeingStopped() {
    RecordingEngine stopped = new RecordingEngine(Long.MAX_VALUE);
    train(ONE_CYCLE, stopped, 3);
    train(ONE_CYCLE, engine, ALL);

    assertCalls(stopped).isEqualTo(session(List.of(EXPECTED.epochs(1, 3))));
    assertCalls(engine).isEqualTo(session(List.of(EXPECTED.restore(3), EXPECTED.epochs(4, 5))));
  }

  @Test
  void logsTheLearningRateOfEachEpochsLastStep() {
    List<EpochMetrics> history = train(ONE_CYCLE, engine, ALL);

    List<Double> used =
        engine.calls().stream()
            .filter(Call.Train.class::isInstance)
            .map(step -> ((Call.Train) step).learningRate())
            .toList();
    assertThat(history)
        .extracting(EpochMetrics::learningRate)
        .containsExactly(used.get(2), used.get(5), used.get(8), used.get(11), used.get(14));
    assertThat(used.get(5)).isCloseTo(0.3, within(1e-15));
  }

  /** A schedule that is asked once per step cannot have anything else logged than was used. */
  @Test
  void asksTheScheduleOncePerStep() {
    RecordedRuns runs = new RecordedRuns(folder, ONE_CYCLE);
    List<Long> asked = new ArrayList<>();
    Schedule.Curve curve =
        step -> {
          asked.add(step);
          return new StepSettings(0.5 + step, 0.9);
        };
    TrainingJob asking = withCurve(runs.job(engine), curve);

    List<EpochMetrics> history = runs.train(asking, ALL).orElseThrow().history();

    assertThat(asked)
        .containsExactly(0L, 1L, 2L, 3L, 4L, 5L, 6L, 7L, 8L, 9L, 10L, 11L, 12L, 13L, 14L);
    assertThat(history)
        .extracting(EpochMetrics::learningRate)
        .containsExactly(2.5, 5.5, 8.5, 11.5, 14.5);
  }

  @Test
  void tellsTheScheduleTheTrainingLossOfEachEpochSoFar() {
    RecordedRuns runs = new RecordedRuns(folder, ONE_CYCLE);
    List<List<Double>> told = new ArrayList<>();
    Schedule.Curve curve =
        new Schedule.Curve() {
          @Override
          public StepSettings at(long step) {
            throw new AssertionError("asked without the losses");
          }

          @Override
          public StepSettings at(long step, List<Double> trainLosses) {
            told.add(trainLosses);
            return new StepSettings(0.5, 0.9);
          }
        };
    TrainingJob asking = withCurve(runs.job(engine), curve);

    List<Double> losses =
        runs.train(asking, ALL).orElseThrow().history().stream()
            .map(EpochMetrics::trainLoss)
            .toList();

    assertThat(told).hasSize(15);
    for (int step = 0; step < 15; step++) {
      assertThat(told.get(step)).as("step %d", step).isEqualTo(losses.subList(0, step / 3));
    }
  }

  @Test
  void refusesALossThatDoesNotSuitTheClasses() {
    TrainingJob job = new RecordedRuns(folder, ONE_CYCLE).job(engine);

    assertThatThrownBy(
            () ->
                new TrainingJob(
                    job.spec(),
                    job.network(),
                    engine,
                    job.dataset(),
                    job.optimizer(),
                    new CrossEntropy(0, List.of(1.0)),
                    job.curve(),
                    job.transforms()))
        .isInstanceOf(MenagerieException.class)
        .hasMessageContaining("cross_entropy has 1 weights for ");
  }

  /** Of eleven images four are of class 0, four of class 1 and three of class 2. */
  @Test
  void fitsALossToTheTrainingImages() {
    RecordedRuns runs = new RecordedRuns(folder, ONE_CYCLE);
    TrainingJob job = runs.job(engine, Map.of("loss", "cross_entropy(weight=balanced)"));

    assertThat(job.sessionSpec().loss())
        .isEqualTo(new CrossEntropy(0, List.of(11 / 12.0, 11 / 12.0, 11 / 9.0)));
    assertThat(job.spec().recipe().loss()).hasToString("cross_entropy(weight=balanced)");
  }

  private static TrainingJob withCurve(TrainingJob job, Schedule.Curve curve) {
    return new TrainingJob(
        job.spec(),
        job.network(),
        job.engine(),
        job.dataset(),
        job.optimizer(),
        job.loss(),
        curve,
        job.transforms());
  }

  /** Nothing is rounded but learning rates and momenta, for the last digit of a cosine. */
  private static RecursiveComparisonAssert<?> assertCalls(RecordingEngine engine) {
    return assertThat(engine.calls())
        .usingRecursiveComparison()
        .withStrictTypeChecking()
        .withComparatorForType(new DoubleComparator(1e-15), Double.class);
  }

  /** The beginning, what comes between, and the end of a session. */
  private static List<Call> session(List<List<Call>> between) {
    List<Call> calls = new ArrayList<>(EXPECTED.open());
    between.forEach(calls::addAll);
    calls.add(new Call.Close());
    return calls;
  }

  private List<EpochMetrics> train(String schedule, RecordingEngine on, int epochs) {
    RecordedRuns runs = new RecordedRuns(folder, schedule);
    return runs.train(runs.job(on), epochs).map(Trainer.Outcome::history).orElse(List.of());
  }
}
