package org.menagerie.training.loop;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.menagerie.api.engine.TensorMap;
import org.menagerie.api.error.MenagerieException;
import org.menagerie.training.checkpoint.Checkpoint;
import org.menagerie.training.loop.RecordingEngine.Call;
import org.menagerie.training.run.RunFolder;

/**
 * Weight averages in whole trainings, on an engine that adds 1 to each weight in each step: three
 * steps an epoch.
 */
class AveragedTrainingTest {
  private static final String CONSTANT = "constant";
  private static final int ALL = 5;

  private final RecordingEngine engine = new RecordingEngine(Long.MAX_VALUE);

  @TempDir private Path folder;

  private Checkpoint train(String average, RecordingEngine on, int epochs) {
    RecordedRuns runs = new RecordedRuns(folder, CONSTANT);
    TrainingJob job = runs.job(on, Map.of("average", average));
    runs.train(job, epochs);
    return Checkpoint.read(RunFolder.forRun(folder, job.spec()).lastCheckpoint()).orElseThrow();
  }

  /** By how much the first bias of the average is above its initial value. */
  private float moved(TensorMap weights) {
    Call.Open open = (Call.Open) engine.calls().get(0);
    return weights.get("2.bias").values()[0] - bias(open.weights());
  }

  private static float bias(RecordingEngine.Values weights) {
    return requireNonNull(weights.tensors().get("2.bias")).get(0);
  }

  @Test
  void movesByAShareOfEachStep() {
    Checkpoint last = train("ema(decay=0.75)", engine, 1);

    // 1, then a quarter of the way to 2, then a quarter of the way to 3.
    assertThat(moved(last.average().orElseThrow())).isCloseTo(1.6875f, within(1e-6f));
    assertThat(moved(last.state().weights())).isCloseTo(3, within(1e-6f));
  }

  @Test
  void movesFasterAtFirstWithWarmUp() {
    Checkpoint last = train("ema(decay=0.75, warmup=true)", engine, 1);

    // Step 1 keeps 2 of 11 parts, step 2 3 of 12.
    double second = 1 + (1 - 2 / 11.0);
    double third = second + (1 - 3 / 12.0) * (3 - second);
    assertThat(moved(last.average().orElseThrow())).isCloseTo((float) third, within(1e-6f));
  }

  @Test
  void testsTheAverageAndTrainsOnWithTheWeights() {
    train("ema(decay=0.75)", engine, 2);

    List<Call> calls = engine.calls();
    int test = calls.indexOf(first(Call.Evaluate.class));
    Call.Restore averaged = (Call.Restore) calls.get(test - 1);
    Call.Restore trained = (Call.Restore) calls.get(test + 2);
    float bias = bias(((Call.Open) calls.get(0)).weights());
    assertThat(bias(averaged.weights())).isCloseTo(bias + 1.6875f, within(1e-6f));
    assertThat(averaged.steps()).isEqualTo(3);
    assertThat(bias(trained.weights())).isCloseTo(bias + 3, within(1e-6f));
    assertThat(trained.optimizer()).isEqualTo(averaged.optimizer());
  }

  private <T extends Call> Call first(Class<T> kind) {
    return engine.calls().stream().filter(kind::isInstance).findFirst().orElseThrow();
  }

  @Test
  void averagesTheEndsOfTheLastEpochsAtARateOfTheirOwn() {
    Checkpoint second = train("swa(start_epoch=3, swa_lr=0.05)", engine, 2);
    assertThat(second.average()).isEmpty();

    Checkpoint third = train("swa(start_epoch=3, swa_lr=0.05)", again(), 3);
    assertThat(moved(third.average().orElseThrow())).isCloseTo(9, within(1e-5f));

    Checkpoint last = train("swa(start_epoch=3, swa_lr=0.05)", again(), ALL);
    assertThat(moved(last.average().orElseThrow())).isCloseTo(12, within(1e-5f));
    assertThat(moved(last.state().weights())).isCloseTo(15, within(1e-5f));
  }

  @Test
  void usesTheRateOfItsOwnFromTheFirstStepOfItsFirstEpoch() {
    train("swa(start_epoch=3, swa_lr=0.05)", engine, ALL);

    assertThat(
            engine.calls().stream()
                .filter(Call.Train.class::isInstance)
                .map(Call.Train.class::cast))
        .extracting(Call.Train::learningRate)
        .containsExactly(
            0.1, 0.1, 0.1, 0.1, 0.1, 0.1, 0.05, 0.05, 0.05, 0.05, 0.05, 0.05, 0.05, 0.05, 0.05);
  }

  private static RecordingEngine again() {
    return new RecordingEngine(Long.MAX_VALUE);
  }

  @Test
  void resumesAsIfNothingHadHappened() {
    RecordingEngine crashing = new RecordingEngine(3 + 3 + 2);
    assertThatThrownBy(() -> train("ema(decay=0.75)", crashing, ALL))
        .isInstanceOf(RecordingEngine.Crash.class);
    Checkpoint resumed = train("ema(decay=0.75)", again(), ALL);

    Path elsewhere = folder.resolve("elsewhere");
    RecordedRuns runs = new RecordedRuns(elsewhere, CONSTANT);
    TrainingJob job = runs.job(engine, Map.of("average", "ema(decay=0.75)"));
    runs.train(job, ALL);
    Checkpoint undisturbed =
        Checkpoint.read(RunFolder.forRun(elsewhere, job.spec()).lastCheckpoint()).orElseThrow();

    assertThat(values(resumed)).isEqualTo(values(undisturbed));
  }

  private static List<Object> values(Checkpoint checkpoint) {
    List<Object> values = new ArrayList<>();
    values.add(RecordingEngine.Values.of(checkpoint.average().orElseThrow()));
    values.add(RecordingEngine.Values.of(checkpoint.state().weights()));
    values.add(checkpoint.state().steps());
    return values;
  }

  @Test
  void refusesToBeginAfterTheLastEpoch() {
    assertThatThrownBy(() -> train("swa(start_epoch=6, swa_lr=0.05)", engine, ALL))
        .isInstanceOf(MenagerieException.class)
        .hasMessage("swa: \"start_epoch\" must be a whole number of at most 5, not 6.");
  }

  @Test
  void leavesOutABatchThatIsNotFull() {
    RecordedRuns runs = new RecordedRuns(folder, CONSTANT);
    runs.train(runs.job(engine, Map.of("drop_last", "true")), 1);

    assertThat(
            engine.calls().stream()
                .filter(Call.Train.class::isInstance)
                .map(Call.Train.class::cast))
        .extracting(step -> step.labels().size())
        .containsExactly(4, 4);
  }

  @Test
  void tellsTheEngineWhatToFreezeAndToClip() {
    RecordedRuns runs = new RecordedRuns(folder, CONSTANT);
    runs.train(runs.job(engine, Map.of("freeze", "*.bias", "clip_value", "0.5")), 1);

    Call.Open open = (Call.Open) engine.calls().get(0);
    assertThat(open.spec().frozen()).containsExactly("2.bias");
    assertThat(open.spec().clipValue()).hasValue(0.5);
  }

  @Test
  void refusesToFreezeWhatIsNotThereOrAllThereIs() {
    RecordedRuns runs = new RecordedRuns(folder, CONSTANT);

    assertThatThrownBy(() -> runs.job(engine, Map.of("freeze", "3.*")))
        .isInstanceOf(MenagerieException.class)
        .hasMessage("freeze: no parameter is named 3.*; there are 2.weight, 2.bias.");
    assertThatThrownBy(() -> runs.job(engine, Map.of("freeze", "2.weight, *.bias")))
        .isInstanceOf(MenagerieException.class)
        .hasMessage("freeze: nothing is left to train; leave out one of the patterns.");
    assertThatThrownBy(() -> runs.job(engine, Map.of("freeze", "2.weight,")))
        .isInstanceOf(MenagerieException.class)
        .hasMessage("freeze must be names with commas between them, not \"2.weight,\".");
    assertThatThrownBy(() -> runs.job(engine, Map.of("drop_last", "yes")))
        .isInstanceOf(MenagerieException.class)
        .hasMessage("drop_last must be true or false, not \"yes\".");
  }
}
