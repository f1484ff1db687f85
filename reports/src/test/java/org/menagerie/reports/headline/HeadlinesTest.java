package org.menagerie.reports.headline;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.menagerie.reports.SampleReport;
import org.menagerie.reports.SampleRun;
import org.menagerie.reports.evidence.Report;
import org.menagerie.training.run.RunResult;
import org.menagerie.training.run.StopReason;

class HeadlinesTest {
  /** Both spread by 0.02 over three seeds: 0.52 ± 2.7764 * 0.02 * sqrt(2 / 3), 4 degrees. */
  @Test
  void saysWhatIsBetterByHowMuchAndHowSurely() {
    assertThat(Headlines.of(SampleReport.twoModelsOnTwoEngines()))
        .contains(
            "12 runs of 2 models on pytorch and mxnet, trained on MNIST with 3 seeds each.",
            "progressive/model2 · mxnet is better than progressive/other · mxnet by 0.52 points"
                + " (95 % 0.47 to 0.57; p < 0.001 after Holm's correction over 2 pairs; Welch t"
                + " test over 3 seeds).",
            "Of 2 published figures of the final epoch, 2 are reproduced.",
            "Of 2 published figures of the best (chosen on the test set) epoch, 2 are not"
                + " reproduced.",
            "A difference between engines was shown for no model.");
  }

  @Test
  void saysWhatIsMissingBeforeAnyFinding() {
    Report report =
        SampleReport.twoModelsOnTwoEngines().withRemarks(List.of("Of 13 runs 1 is missing here."));

    assertThat(Headlines.of(report).get(1)).isEqualTo("Of 13 runs 1 is missing here.");
  }

  @Test
  void pointsOutSpeedsThatAreAveragedOverThreadsAndMachines() {
    RunResult[] runs = {
      sample("a", 1, 9_800).threads(1).result(),
      sample("a", 2, 9_811).threads(4).result(),
      sample("b", 1, 9_800).processor("Xeon").result(),
      sample("b", 2, 9_811).processor("EPYC").threads(1).result(),
      sample("c", 1, 9_800).result(),
      sample("c", 2, 9_811).result(),
    };

    assertThat(Headlines.of(SampleReport.of(runs)))
        .filteredOn(line -> line.startsWith("Speeds"))
        .containsExactly(
            "Speeds of zoo/a are averages of runs with 1 and 4 threads: they are those of neither.",
            "Speeds of zoo/b are averages of runs with 1 and 2 threads and on different machines"
                + " (Xeon, 2 processors; EPYC, 2 processors): they are those of neither.");
  }

  @Test
  void pointsOutGroupsThatMixNumericVersions() {
    RunResult[] runs = {
      sample("a", 1, 9_800).numericVersion(1).result(),
      sample("a", 2, 9_811).numericVersion(2).result(),
      sample("b", 1, 9_800).numericVersion(2).result(),
      sample("b", 2, 9_811).numericVersion(2).result(),
      sample("c", 1, 9_800).result(),
      sample("c", 2, 9_811).numericVersion(2).result(),
      sample("d", 1, 9_811).result(),
      sample("d", 2, 9_811).result(),
      sample("e", 1, 9_800).numericVersion(2).result(),
      sample("e", 2, 9_811).numericVersion(1).result(),
    };
    String why =
        ": their last digits differ, so that a run repeated at another version ends as another seed might.";

    assertThat(Headlines.of(SampleReport.of(runs)))
        .filteredOn(line -> line.endsWith(why))
        .containsExactly(
            "zoo/a and zoo/e pool runs of numeric versions 1 and 2 of pytorch" + why,
            "zoo/c pools runs of numeric version 2 of pytorch and runs that record none" + why);
  }

  @Test
  void putsTheBetterModelFirstWhicheverWayRoundTheyCame() {
    SampleRun[] worse = {sample("a", 1, 9_800), sample("a", 2, 9_811), sample("a", 3, 9_820)};
    SampleRun[] better = {sample("b", 1, 9_900), sample("b", 2, 9_910), sample("b", 3, 9_921)};

    assertThat(
            Headlines.of(
                SampleReport.of(
                    worse[0].result(),
                    worse[1].result(),
                    worse[2].result(),
                    better[0].result(),
                    better[1].result(),
                    better[2].result())))
        .anySatisfy(
            line ->
                assertThat(line).startsWith("zoo/b is better than zoo/a by 1.00 points (95 % 0."));
  }

  @Test
  void claimsNothingOfModelsWithOneSeedEach() {
    assertThat(
            Headlines.of(
                SampleReport.of(sample("a", 1, 9_800).result(), sample("b", 1, 9_900).result())))
        .contains(
            "Which model is better cannot be said: that takes two seeds or more that both have,"
                + " and a spread over them. Differences between the trained networks are shown below, but other seeds may"
                + " turn them round.")
        .noneMatch(line -> line.contains("is better than"));
  }

  /**
   * SciPy: the noncentral t distribution with one degree of freedom, of Welch's 1.47, and a
   * deviation of sqrt(0.005 + 0.00125).
   */
  @Test
  void saysWhatAFewSeedsCouldNotHaveShown() {
    assertThat(
            Headlines.of(
                SampleReport.of(
                    sample("a", 1, 9_800).result(),
                    sample("a", 2, 9_810).result(),
                    sample("b", 1, 9_805).result(),
                    sample("b", 2, 9_800).result())))
        .anySatisfy(
            line ->
                assertThat(line)
                    .startsWith("In 1 of 1 pair of models no difference was shown. That does not")
                    .contains("true differences from about 0.91 points on"));
  }

  @Test
  void countsOnlyPairsThatWereTested() {
    List<String> headlines =
        Headlines.of(
            SampleReport.of(
                sample("a", 1, 9_800).result(),
                sample("a", 2, 9_810).result(),
                sample("b", 1, 9_805).result(),
                sample("b", 2, 9_800).result(),
                sample("c", 1, 9_900).result()));

    assertThat(headlines)
        .anySatisfy(line -> assertThat(line).startsWith("In 1 of 1 pair of models no difference"))
        .contains("2 pairs were not tested, with one seed or no spread over seeds.")
        .anySatisfy(line -> assertThat(line).startsWith("The highest mean final test accuracy"));
  }

  @Test
  void claimsNothingWhereNothingSpreads() {
    List<RunResult> runs = new ArrayList<>();
    for (int seed = 1; seed <= 6; seed++) {
      runs.add(sample("a", seed, 9_900).result());
      runs.add(sample("b", seed, 9_800).result());
    }

    assertThat(Headlines.of(SampleReport.of(runs.toArray(RunResult[]::new))))
        .anyMatch(line -> line.startsWith("Which model is better cannot be said"))
        .contains("The largest is 1.00 points, between zoo/a and zoo/b.");
  }

  @Test
  void saysWhereSelectionOnTheTestSetTookPart() {
    List<RunResult> runs = new ArrayList<>();
    for (int seed = 1; seed <= 3; seed++) {
      runs.add(
          sample("a", seed, 9_900 + seed)
              .recipe(StopReason.TARGET_REACHED, recipe -> recipe.epochs(9).targetAccuracy(99))
              .result());
      runs.add(sample("b", seed, 9_800 + seed).result());
    }

    assertThat(Headlines.of(SampleReport.of(runs.toArray(RunResult[]::new))))
        .anySatisfy(
            line ->
                assertThat(line)
                    .startsWith("zoo/a is better than zoo/b")
                    .endsWith(
                        " Selection took part: runs of zoo/a stopped on their test accuracy."))
        .anySatisfy(
            line ->
                assertThat(line)
                    .startsWith("The highest mean final test accuracy")
                    .endsWith(
                        " It stopped on the test accuracy, which makes it optimistic besides."));
  }

  @Test
  void saysWhatIsEquallyGoodWithinAMargin() {
    Report report = SampleReport.twoModelsOnTwoEngines();

    assertThat(Headlines.of(report.withMargin(0.2)))
        .contains(
            "For 2 of 2 models and recipes the engines are equally good within 0.20 points (TOST,"
                + " after Holm's correction); for 0 the engine makes a significant difference.")
        .noneMatch(line -> line.startsWith("Equally good within"));
    assertThat(Headlines.of(report.withMargin(0.6)))
        .contains(
            "Equally good within 0.60 points (TOST, after Holm's correction): progressive/model2 ·"
                + " pytorch and progressive/other · pytorch; progressive/model2 · mxnet and"
                + " progressive/other · mxnet.");
    assertThat(Headlines.of(report.withMargin(0.01)))
        .contains("A difference between engines was shown for no model.");
  }

  /** The first errs on 10 images or on 90 of them; the second on 50 images, others each time. */
  @Test
  void saysOfWhichModelsSeedsDifferReally() {
    List<RunResult> runs = new ArrayList<>();
    for (int seed = 1; seed <= 3; seed++) {
      runs.add(
          sample("spread", seed, 0)
              .wrong(IntStream.range(0, seed == 1 ? 10 : 90).toArray())
              .result());
      runs.add(
          sample("alike", seed, 0)
              .wrong(IntStream.range(100 * seed, 100 * seed + 50).toArray())
              .result());
      runs.add(sample("same", seed, 0).wrong(IntStream.range(0, 50).toArray()).result());
    }

    assertThat(Headlines.of(SampleReport.of(runs.toArray(RunResult[]::new))))
        .contains(
            "Some seeds are really better than others for 1 model of 2 (at 5 %, after Holm's"
                + " correction): beyond what single images explain, zoo/spread spreads by ± 0.46"
                + " points (95 % 0.23 to 2.90).",
            "No real spread over seeds was shown for zoo/alike: independent errors on single images"
                + " explain it, as if all seeds were equally good networks.");
  }

  private static SampleRun sample(String model, long seed, int correct) {
    return new SampleRun().model("zoo", model).seed(seed).epoch(95, correct);
  }
}
