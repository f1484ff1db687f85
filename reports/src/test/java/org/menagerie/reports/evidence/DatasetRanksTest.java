package org.menagerie.reports.evidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.menagerie.reports.SampleReport;
import org.menagerie.reports.SampleRun;
import org.menagerie.reports.evidence.DatasetRanks.OfPair;
import org.menagerie.reports.headline.Headlines;
import org.menagerie.reports.page.HtmlPage;
import org.menagerie.reports.schema.ReportTables;
import org.menagerie.training.run.RunResult;
import org.menagerie.training.run.StopReason;

class DatasetRanksTest {
  private static final List<String> DATASETS = List.of("mnist", "fashion", "digits");

  private static RunResult run(String model, String dataset, int correct) {
    return new SampleRun()
        .model("zoo", model)
        .otherData(dataset, "0" + DATASETS.indexOf(dataset))
        .recipe(StopReason.ALL_EPOCHS, recipe -> recipe.epochs(1))
        .epoch(95, correct)
        .result();
  }

  private static List<RunResult> everywhere() {
    List<RunResult> runs = new ArrayList<>();
    for (String dataset : DATASETS) {
      runs.add(run("good", dataset, 9_900));
      runs.add(run("fair", dataset, 9_800));
      runs.add(run("poor", dataset, 9_700));
    }
    return runs;
  }

  private static Report report(List<RunResult> runs) {
    return SampleReport.of(runs.toArray(RunResult[]::new));
  }

  /**
   * All three agree: one of 36 rearrangements. By SciPy, Nemenyi's p of ranks 1 and 3 is 0.0380.
   */
  @Test
  void rankModelsOverDataSets() {
    Report report = report(everywhere());
    DatasetRanks ranks = report.ranks().get(0);

    assertThat(report.ranks()).hasSize(1);
    assertThat(ranks.models()).containsExactly("zoo/good", "zoo/fair", "zoo/poor");
    assertThat(ranks.test().averageRanks()).containsExactly(1.0, 2.0, 3.0);
    assertThat(ranks.test().pValue()).isCloseTo(1 / 36.0, within(1e-12));
    assertThat(ranks.pairs()).filteredOn(OfPair::isSignificant).hasSize(1);
    assertThat(Headlines.of(report))
        .contains(
            "Over 3 data sets on pytorch, zoo/good has the best average rank, 1.00 of 3 models; the models differ (Friedman, p = 0.028). 1 of 3 pairs are farther apart than the critical difference of 1.91 (Nemenyi).");
  }

  /** All data sets agree: NumPy has 0.9912 (SignedRankTest), and here all differences are alike. */
  @Test
  void sayHowProbableItIsWhichIsBetterWhereAMarginIsGiven() {
    Report report = report(everywhere()).withMargin(0.1);
    OfPair pair = report.ranks().get(0).pairs().get(0);

    assertThat(report(everywhere()).ranks().get(0).pairs().get(0).posterior()).isEmpty();
    assertThat(pair.posterior().orElseThrow().first()).isGreaterThan(0.95);
    assertThat(Headlines.of(report))
        .anyMatch(
            sentence ->
                sentence.startsWith(
                    "On another data set, zoo/good is better than zoo/fair by more than 0.10 points with a probability of 0.9"));
    assertThat(HtmlPage.of(ReportTables.of(report)))
        .contains("<title>zoo/good and zoo/fair</title>")
        .contains("Bayesian signed-rank test, Benavoli");
    assertThat(report(everywhere()).withMargin(2).ranks().get(0).pairs().get(0).posterior())
        .hasValueSatisfying(known -> assertThat(known.equivalent()).isGreaterThan(0.95));
  }

  @Test
  void leaveOutModelsThatWereNotTrainedOnAll() {
    List<RunResult> runs = everywhere();
    runs.add(run("elsewhere", "mnist", 9_999));

    DatasetRanks ranks = report(runs).ranks().get(0);
    assertThat(ranks.models()).doesNotContain("zoo/elsewhere");
    assertThat(ranks.leftOut()).containsExactly("zoo/elsewhere");
  }

  @Test
  void areNoneWithTwoDataSetsOrOneModel() {
    List<RunResult> two = everywhere();
    two.removeIf(run -> run.spec().dataset().equals("digits"));
    assertThat(report(two).ranks()).isEmpty();
    List<RunResult> alone = everywhere();
    alone.removeIf(run -> !run.spec().modelId().equals("zoo/good"));
    assertThat(report(alone).ranks()).isEmpty();
  }
}
