package org.menagerie.reports.evidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.menagerie.api.error.MenagerieException;
import org.menagerie.reports.MetricRuns;
import org.menagerie.reports.SampleReport;
import org.menagerie.reports.SampleRun;
import org.menagerie.training.run.RunResult;
import org.menagerie.training.run.StopReason;

class HoldingTest {
  private static final OptionalDouble NO_MARGIN = OptionalDouble.empty();

  /** Seeds from 1 on. */
  private static List<RunResult> runs(String model, String optimizer, int... correct) {
    List<RunResult> runs = new ArrayList<>();
    for (int i = 0; i < correct.length; i++) {
      runs.add(
          new SampleRun()
              .model("zoo", model)
              .seed(i + 1)
              .recipe(StopReason.ALL_EPOCHS, recipe -> recipe.epochs(1).optimizer(optimizer))
              .epoch(95, correct[i])
              .result());
    }
    return runs;
  }

  private static List<RunResult> runs(String model, int... correct) {
    return runs(model, "sgd(lr=0.1)", correct);
  }

  private static Report report(List<List<RunResult>> models) {
    return SampleReport.of(models.stream().flatMap(List::stream).toArray(RunResult[]::new));
  }

  /** SciPy: {@code 98.05 - t.ppf(1 - 0.05 / 2, 2) * 0.05 * sqrt(2 / 3)} is 97.87435. */
  @Test
  void correctsThresholdsForTheirNumber() {
    Report two = report(List.of(runs("a", 9_800, 9_805, 9_810), runs("b", 9_700, 9_700, 9_700)));
    Baseline baseline = Baseline.of(two, NO_MARGIN);

    assertThat(baseline.thresholds())
        .extracting(Baseline.Threshold::metric)
        .containsOnly("test_accuracy");
    assertThat(baseline.thresholds().get(0).threshold()).isCloseTo(97.87435, within(1e-5));
    assertThat(baseline.thresholds().get(1).threshold()).isEqualTo(97);
    assertThat(Holding.of(two, baseline)).isEqualTo(new Holding(2, List.of(), List.of()));
  }

  @Test
  void namesWhatIsWorseMissingOrNew() {
    Baseline baseline =
        Baseline.of(
            report(
                List.of(
                    runs("a", 9_800, 9_805, 9_810),
                    runs("b", 9_800, 9_805, 9_810),
                    runs("c", 9_800, 9_805, 9_810),
                    runs("d", 9_800, 9_805, 9_810))),
            OptionalDouble.of(0.1));

    Holding holding =
        Holding.of(
            report(
                List.of(
                    runs("a", 9_795, 9_795, 9_795),
                    runs("b", 9_795, 9_795, 9_794),
                    runs("c", 9_900, 9_900),
                    runs("e", 9_900))),
            baseline);

    assertThat(holding.kept()).isEqualTo(1);
    assertThat(holding.broken())
        .containsExactly(
            "zoo/b has a mean test_accuracy of 97.947, below its threshold of 97.950 (it was 98.050).",
            "zoo/c has 2 of the 3 seeds that it is held to.",
            "zoo/d on pytorch, MNIST, default has thresholds and no finished run.");
    assertThat(holding.unheld()).containsExactly("zoo/e");
  }

  @Test
  void takesAnotherRecipeForALaterFormWhereThereIsOne() {
    Baseline baseline =
        Baseline.of(report(List.of(runs("a", "sgd(lr=0.1)", 9_800))), OptionalDouble.of(0.1));
    List<RunResult> one = runs("a", "sgd(lr=0.2)", 9_780);
    List<RunResult> other = runs("a", "sgd(lr=0.3)", 9_800);

    assertThat(Holding.of(report(List.of(one)), baseline).broken())
        .containsExactly(
            "zoo/a has a mean test_accuracy of 97.80, below its threshold of 97.90 (it was 98.00).");
    assertThat(Holding.of(report(List.of(one, other)), baseline).broken())
        .containsExactly("zoo/a on pytorch, MNIST, default has thresholds and no finished run.");
  }

  /** NumPy and SciPy: see {@link #correctsThresholdsForTheirNumber} with a level of 0.025. */
  @Test
  void holdsMetricsTooTheLowerTheBetter(@TempDir Path home) {
    MetricRuns before = new MetricRuns(home.resolve("before"));
    MetricRuns after = new MetricRuns(home.resolve("after"));
    for (int seed = 1; seed <= 3; seed++) {
      before.add("a", seed, 4 + seed, 0.9);
      after.add("a", seed, 4 + seed, 0.999);
    }
    Baseline baseline = Baseline.of(before.report("log_loss"), OptionalDouble.of(5));

    assertThat(baseline.metrics()).containsExactly("log_loss");
    assertThat(baseline.thresholds().get(1).threshold())
        .isGreaterThan(baseline.thresholds().get(1).mean());
    assertThat(Holding.of(after.report("log_loss"), baseline).broken())
        .singleElement()
        .asString()
        .startsWith("zoo/a has a mean log_loss of 1.")
        .contains(", above its threshold of 0.");
    assertThat(Holding.of(after.report(), baseline).broken())
        .containsExactly(
            "zoo/a has a threshold of log_loss and keeps no probabilities to compute it from.");
    assertThatThrownBy(
            () ->
                Baseline.of(
                    new MetricRuns(home).add("b", 1, 4, 0.9).report("brier"), OptionalDouble.of(1)))
        .isInstanceOf(MenagerieException.class)
        .hasMessage(
            "zoo/b has one seed, whose brier does not tell how much that of others differs; train more seeds, or leave out --metric.");
  }

  @Test
  void leavesOutFolds() {
    assertThatThrownBy(() -> Baseline.of(SampleReport.twoModelsInThreeFolds(), NO_MARGIN))
        .isInstanceOf(MenagerieException.class)
        .hasMessageStartingWith("These runs set no baseline, since all of them hold out folds");
  }
}
