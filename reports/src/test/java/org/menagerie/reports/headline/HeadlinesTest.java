package org.menagerie.reports.headline;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.menagerie.reports.SampleReport;
import org.menagerie.reports.SampleRun;
import org.menagerie.reports.evidence.Report;
import org.menagerie.training.run.RunResult;

class HeadlinesTest {
  /** The interval of the mean of 0.48, 0.52, 0.56 is 0.52 ± 4.3027 * 0.04 / sqrt 3. */
  @Test
  void saysWhatIsBetterByHowMuchAndHowSurely() {
    assertThat(Headlines.of(SampleReport.twoModelsOnTwoEngines()))
        .contains(
            "12 runs of 2 models on pytorch and mxnet, trained on MNIST with 3 seeds each.",
            "progressive/model2 · mxnet is better than progressive/other · mxnet by 0.52 points"
                + " (95 % 0.42 to 0.62; p = 0.004 after Holm's correction over 2 pairs; paired t"
                + " test over 3 seeds).",
            "1 pair was not tested, with one seed or differences all alike.",
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
            "Which model is better cannot be said: that takes two seeds or more that both have."
                + " Differences between the trained networks are shown below, but other seeds may"
                + " turn them round.")
        .noneMatch(line -> line.contains("is better than"));
  }

  /** SciPy: the noncentral t distribution, for differences of -0.05 and 0.1. */
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
                    .contains("true differences from about 1.23 points on"));
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
        .contains("2 pairs were not tested, with one seed or differences all alike.")
        .anySatisfy(line -> assertThat(line).startsWith("The highest mean final test accuracy"));
  }

  /** Six differences of one size: p = 2 / 64 by sign flips, and no spread to measure a mean by. */
  @Test
  void statesNoIntervalWhereAllDifferencesAreAlike() {
    List<RunResult> runs = new ArrayList<>();
    for (int seed = 1; seed <= 6; seed++) {
      runs.add(sample("a", seed, 9_900).result());
      runs.add(sample("b", seed, 9_800).result());
    }

    assertThat(Headlines.of(SampleReport.of(runs.toArray(RunResult[]::new))))
        .contains(
            "zoo/a is better than zoo/b by 1.00 points (p = 0.031 after Holm's correction over 1"
                + " pair; permutation test over 6 seeds).");
  }

  @Test
  void claimsNoDifferenceOfMoreThanAllPoints() {
    assertThat(
            Headlines.of(
                SampleReport.of(
                    sample("a", 1, 9_000).result(),
                    sample("a", 2, 2_000).result(),
                    sample("b", 1, 9_100).result(),
                    sample("b", 2, 9_200).result())))
        .contains(
            "In 1 of 1 pair of models no difference was shown. That does not mean that there is"
                + " none: with these seeds and their spread, hardly any would have been found.");
  }

  private static SampleRun sample(String model, long seed, int correct) {
    return new SampleRun().model("zoo", model).seed(seed).epoch(95, correct);
  }
}
