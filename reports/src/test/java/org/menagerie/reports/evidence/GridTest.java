package org.menagerie.reports.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.menagerie.reports.SampleReport;
import org.menagerie.reports.SampleRun;
import org.menagerie.reports.page.HtmlPage;
import org.menagerie.reports.schema.ReportTables;
import org.menagerie.training.run.RunResult;
import org.menagerie.training.run.StopReason;

class GridTest {
  private static RunResult run(String model, String lr, int batchSize, int seed, int correct) {
    return new SampleRun()
        .model("zoo", model)
        .seed(seed)
        .recipe(
            StopReason.ALL_EPOCHS,
            recipe -> recipe.epochs(1).optimizer("sgd(lr=%s)".formatted(lr)).batchSize(batchSize))
        .epoch(95, correct)
        .result();
  }

  /** Two seeds each. */
  private static Report report() {
    List<RunResult> runs = new ArrayList<>();
    for (int seed = 1; seed <= 2; seed++) {
      for (String lr : List.of("0.01", "0.1", "1")) {
        runs.add(run("a", lr, 32, seed, 9_700 + seed));
        runs.add(run("a", lr, 64, seed, 9_800 + seed));
      }
      runs.add(run("b", "0.1", 32, seed, 9_600 + seed));
    }
    return SampleReport.of(runs.toArray(RunResult[]::new));
  }

  @Test
  void hasALineForAllThatDiffersInNothingElse() {
    List<Grid> grids = report().grids();

    assertThat(grids).extracting(Grid::setting).containsExactly("batch_size", "lr");
    assertThat(grids.get(0).lines())
        .extracting(Grid.Line::name)
        .containsExactly("zoo/a · lr=0.01", "zoo/a · lr=0.1", "zoo/a · lr=1.0");
    assertThat(grids.get(1).lines())
        .extracting(Grid.Line::name)
        .containsExactly("zoo/a · batch_size=32", "zoo/a · batch_size=64");
    assertThat(grids.get(1).lines().get(0).points())
        .extracting(Grid.Point::value)
        .containsExactly(0.01, 0.1, 1.0);
  }

  @Test
  void isNoneOfRecipesThatDifferInMore() {
    assertThat(
            SampleReport.of(run("a", "0.1", 32, 1, 9_700), run("a", "0.2", 64, 1, 9_700)).grids())
        .isEmpty();
    assertThat(SampleReport.twoModelsInThreeFolds().grids()).isEmpty();
  }

  /** From 0.01 to 1 are two powers of ten, from 32 to 64 is none. */
  @Test
  void isDrawnOnAPageThatIsFilteredByTheSettings() {
    String page = HtmlPage.of(ReportTables.of(report()));

    assertThat(page)
        .contains("Accuracy over settings</h2>")
        .contains(">lr (logarithmic)</text>")
        .contains(">batch_size</text>")
        .contains("zoo/a · batch_size=32: 97.02 % at 0.01, 97.02 % at 0.1, 97.02 % at 1.")
        .contains("data-found=\"batch_size=64 lr=0.1\"")
        .contains("placeholder=\"such as batch_size=32\"")
        .contains(
            "Trained on 2026-01-01 on a processor (2 processors, Java 17) by Menagerie 0.1.0 with pytorch.");
  }
}
