package org.menagerie.reports.evidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.menagerie.api.recipe.Normalization;
import org.menagerie.reports.SampleRun;
import org.menagerie.training.run.RunResult;
import org.menagerie.training.run.StopReason;

class ReplicatesTest {
  private static RunResult run(long seed, int best, int last) {
    return with(seed, best, last, run -> run);
  }

  private static RunResult with(long seed, int best, int last, UnaryOperator<SampleRun> change) {
    return change.apply(new SampleRun().seed(seed).epoch(97, best).epoch(98, last)).result();
  }

  private static List<List<Long>> seedsOfGroups(RunResult... runs) {
    return Replicates.of(List.of(runs)).stream().map(Replicates::seeds).toList();
  }

  @Test
  void areGroupedWhateverTheOrderOfTheirSeeds() {
    assertThat(seedsOfGroups(run(3, 1, 1), run(1, 1, 1), run(2, 1, 1)))
        .containsExactly(List.of(1L, 2L, 3L));
  }

  @Test
  void areToldApartByModelEngineDataRecipeAndSize() {
    assertThat(
            seedsOfGroups(
                run(1, 1, 1),
                with(2, 1, 1, run -> run.model("progressive", "model3")),
                with(3, 1, 1, run -> run.engine("mxnet")),
                with(4, 1, 1, run -> run.otherData("mnist")),
                with(5, 1, 1, run -> run.recipe(StopReason.ALL_EPOCHS, r -> r.batchSize(64))),
                with(6, 1, 1, run -> run.parameters(7_977)),
                run(7, 1, 1)))
        .containsExactly(
            List.of(1L, 7L), List.of(2L), List.of(3L), List.of(4L), List.of(5L), List.of(6L));
  }

  @Test
  void areRecognisedByTheirDataAndNotByItsNameNorByTheNotesOfTheRecipe() {
    assertThat(
            seedsOfGroups(
                run(1, 1, 1),
                with(2, 1, 1, run -> run.mnistCalled("/data/x")),
                with(3, 1, 1, run -> run.recipe(StopReason.ALL_EPOCHS, r -> r.notes("prose")))))
        .containsExactly(List.of(1L, 2L, 3L));
  }

  /** Each fold leaves other images to take mean and deviation of. */
  @Test
  void areAllFoldsThoughEachIsNormalizedByItsOwnImages() {
    List<RunResult> measured =
        List.of(
            fold(1, Normalization.measured(0.28, 0.17, List.of())),
            fold(2, Normalization.measured(0.29, 0.18, List.of())));
    List<RunResult> set =
        List.of(fold(1, Normalization.of(0.28, 0.17)), fold(2, Normalization.of(0.29, 0.18)));

    assertThat(Replicates.of(measured)).extracting(group -> group.runs().size()).containsExactly(2);
    assertThat(Replicates.of(set)).extracting(group -> group.runs().size()).containsExactly(1, 1);
  }

  private static RunResult fold(int number, Normalization normalization) {
    return with(
        1,
        9_000,
        9_000,
        run ->
            run.recipe(StopReason.ALL_EPOCHS, recipe -> recipe.normalization(normalization))
                .validated(90, 91)
                .fold(number, 2));
  }

  @Test
  void countASeedOnce() {
    RunResult again = run(1, 9_950, 9_950);

    Replicates group = Replicates.of(List.of(run(1, 9_900, 9_900), again)).get(0);

    assertThat(group.seeds()).containsExactly(1L);
    assertThat(group.repeats()).containsExactly(again);
    assertThat(group.measured(Protocol.FINAL).accuracy().values()).containsExactly(99.0);
  }

  @Test
  void keepFinalAndBestEpochsApart() {
    Replicates group = Replicates.of(List.of(run(2, 9_945, 9_940), run(1, 9_930, 9_920))).get(0);

    assertThat(group.measured(Protocol.FINAL).accuracy().values()).containsExactly(99.2, 99.4);
    assertThat(group.measured(Protocol.BEST).accuracy().values()).containsExactly(99.3, 99.45);
  }

  /** Two epochs of 12.5 s each. */
  @Test
  void addUpTheirTrainingTime() {
    Replicates group = Replicates.of(List.of(run(1, 1, 1), run(2, 1, 1))).get(0);

    assertThat(group.trainingSeconds().mean()).isCloseTo(25, within(1e-12));
    assertThat(group.trainingSeconds().standardDeviation()).hasValue(0);
  }

  @Test
  void areAtLeastOneRun() {
    assertThatThrownBy(() -> new Replicates(List.of(), List.of()))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
