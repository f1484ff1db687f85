package org.menagerie.training.sweep;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.menagerie.api.recipe.Recipe;
import org.menagerie.training.run.Build;
import org.menagerie.training.run.EpochMetrics;
import org.menagerie.training.run.Machine;
import org.menagerie.training.run.Provenance;
import org.menagerie.training.run.RunFolder;
import org.menagerie.training.run.RunResult;
import org.menagerie.training.run.RunSpec;
import org.menagerie.training.run.StopReason;
import org.menagerie.training.run.TestOutcome;
import org.menagerie.training.sweep.PlannedRun.State;

class SweepPlanTest {
  private static final Machine HERE = new Machine("17", "Linux", "a processor", 2);
  private static final Machine ELSEWHERE = new Machine("17", "Linux", "another processor", 2);

  @TempDir private Path out;

  @Test
  void hasEachRunOnce() {
    SweepPlan plan = new SweepPlan(List.of(spec("a", 1), spec("a", 2), spec("a", 1)));
    assertThat(plan.runs()).containsExactly(spec("a", 1), spec("a", 2));
  }

  @Test
  void isNamedAfterItsRuns() {
    SweepPlan plan = new SweepPlan(List.of(spec("a", 1), spec("a", 2)));
    assertThat(plan.name())
        .matches("sweep-[0-9a-f]{8}")
        .isEqualTo(new SweepPlan(plan.runs()).name())
        .isNotEqualTo(new SweepPlan(List.of(spec("a", 1), spec("a", 3))).name());
  }

  @Test
  void findsWhatIsFinishedBegunAndNew() throws IOException {
    RunFolder.forRun(out, spec("a", 1)).writeResult(result(spec("a", 1), HERE, 10));
    RunFolder begun = RunFolder.forRun(out, spec("a", 2));
    begun.appendEvent(epoch(1, 10));
    Files.createFile(begun.lastCheckpoint());
    RunFolder withoutCheckpoint = RunFolder.forRun(out, spec("a", 3));
    withoutCheckpoint.appendEvent(epoch(1, 10));

    List<PlannedRun> runs =
        new SweepPlan(List.of(spec("a", 1), spec("a", 2), spec("a", 3), spec("a", 4))).in(out);

    assertThat(runs)
        .extracting(PlannedRun::state)
        .containsExactly(State.FINISHED, State.BEGUN, State.NEW, State.NEW);
    assertThat(runs).extracting(PlannedRun::openEpochs).containsExactly(0, 3, 4, 4);
  }

  @Test
  void findsARunWithOtherThreadsWhereTheseMakeNoDifference() {
    RunSpec two = spec("a", 1).withThreads(2);
    RunFolder folder = RunFolder.forRun(out, two);
    folder.writeSpec(two);
    folder.writeResult(result(two, HERE, 10));
    RunFolder.forRun(out, spec("a", 2).withThreads(2)).writeSpec(spec("a", 2).withThreads(2));
    SweepPlan plan = new SweepPlan(List.of(spec("a", 1), spec("a", 2), spec("b", 1)));

    List<PlannedRun> runs = plan.in(out, engine -> engine.equals("pytorch"));

    assertThat(runs)
        .extracting(PlannedRun::state)
        .containsExactly(State.FINISHED, State.NEW, State.NEW);
    assertThat(runs.get(0).folder()).isEqualTo(folder);
    assertThat(plan.in(out)).extracting(PlannedRun::state).containsOnly(State.NEW);
  }

  /** Two at a time: 40 and 8 seconds begin, then 40 more after the 8. */
  @Test
  void estimatesFromRunsOfTheSameKind() {
    EpochTimes times =
        EpochTimes.of(
            List.of(
                result(spec("a", 7), HERE, 9),
                result(spec("a", 8), HERE, 11),
                result(spec("b", 7), HERE, 2)),
            HERE);
    List<PlannedRun> runs =
        new SweepPlan(List.of(spec("a", 1), spec("b", 1), spec("a", 2), spec("c", 1))).in(out);

    assertThat(Estimate.of(runs, times, 2)).isEqualTo(new Estimate(Duration.ofSeconds(48), 1));
    assertThat(Estimate.of(runs, times, 1)).isEqualTo(new Estimate(Duration.ofSeconds(88), 1));
  }

  @Test
  void takesNoTimesFromAnotherMachineOrBatchSizeOrNumberOfThreads() {
    RunSpec spec = spec("a", 1);
    Recipe batches = spec.recipe().toBuilder().batchSize(64).build();
    RunSpec otherBatches =
        RunSpec.builder("zoo", "a")
            .engine("pytorch")
            .dataset("digits")
            .recipe(batches)
            .seed(1)
            .threads(1)
            .build();
    RunSpec otherThreads =
        RunSpec.builder("zoo", "a")
            .engine("pytorch")
            .dataset("digits")
            .recipe(spec.recipe())
            .seed(1)
            .threads(2)
            .build();
    EpochTimes times =
        EpochTimes.of(
            List.of(
                result(spec, ELSEWHERE, 1),
                result(otherBatches, HERE, 1),
                result(otherThreads, HERE, 1)),
            HERE);
    assertThat(times.perEpoch(spec)).isEmpty();
    assertThat(times.perEpoch(otherThreads)).hasValue(1);
  }

  @Test
  void readsTimesOfStoredRunsAndPassesOverDamagedOnes() throws IOException {
    RunFolder.forRun(out, spec("a", 1)).writeResult(result(spec("a", 1), HERE, 10));
    Files.writeString(RunFolder.forRun(out, spec("a", 2)).resultFile(), "{");

    assertThat(EpochTimes.in(out, HERE).perEpoch(spec("a", 3))).hasValue(10);
    assertThat(EpochTimes.in(out.resolve("none"), HERE).perEpoch(spec("a", 3))).isEmpty();
  }

  private static RunSpec spec(String model, long seed) {
    Recipe recipe = Recipe.builder("default").epochs(4).batchSize(128).build();
    return RunSpec.builder("zoo", model)
        .engine("pytorch")
        .dataset("digits")
        .recipe(recipe)
        .seed(seed)
        .threads(1)
        .build();
  }

  /** Stores a run whose epochs took so long each, on a machine of its own. */
  static void store(Path out, RunSpec spec, double seconds) {
    RunFolder.forRun(out, spec).writeResult(result(spec, ELSEWHERE, seconds));
  }

  /** A run whose epochs took so long each. */
  private static RunResult result(RunSpec spec, Machine machine, double seconds) {
    return new RunResult(
        RunResult.SCHEMA_VERSION,
        spec,
        7_762,
        562_320,
        StopReason.ALL_EPOCHS,
        IntStream.rangeClosed(1, spec.recipe().epochs())
            .mapToObj(number -> epoch(number, seconds))
            .toList(),
        new TestOutcome(
            1_000,
            Base64.getEncoder().encodeToString(firstCorrect(980).toByteArray()),
            List.of(List.of(980, 20), List.of(0, 0)),
            Optional.empty()),
        OptionalInt.empty(),
        Optional.empty(),
        OptionalLong.empty(),
        new Provenance(
            "0.1.0",
            Build.UNKNOWN,
            new TreeMap<>(),
            new TreeMap<>(),
            new TreeMap<>(),
            machine,
            "2026-01-01T00:00:00Z",
            "2026-01-01T00:10:00Z"));
  }

  private static BitSet firstCorrect(int images) {
    BitSet correct = new BitSet();
    correct.set(0, images);
    return correct;
  }

  private static EpochMetrics epoch(int number, double seconds) {
    return EpochMetrics.builder(number)
        .trainLoss(0.2)
        .trainAccuracy(97)
        .testLoss(0.1)
        .testAccuracy(98)
        .testCorrect(980)
        .learningRate(0.01)
        .seconds(seconds - 0.5)
        .evaluationSeconds(0.5)
        .dataSeconds(0)
        .imagesPerSecond(4_800)
        .build();
  }
}
