package org.menagerie.reports.schema;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.menagerie.reports.SampleReport;
import org.menagerie.reports.SampleRun;
import org.menagerie.reports.evidence.Report;
import org.menagerie.reports.format.TerminalReport;
import org.menagerie.reports.page.HtmlPage;
import org.menagerie.training.run.RunResult;

/** P-values on hardly a degree of freedom, wherever one stands. */
class TwoRunsTest {
  /** A model that is far better than the other, on two engines that hardly differ. */
  private static Report report(int seeds) {
    List<RunResult> runs = new ArrayList<>();
    for (int seed = 1; seed <= seeds; seed++) {
      for (String engine : List.of("vector", "pytorch")) {
        int luck = engine.equals("vector") ? seed : seed * seed;
        runs.add(run("good", engine, seed, 9_900 + luck));
        runs.add(run("bad", engine, seed, 9_000 + luck));
      }
    }
    return SampleReport.of(runs.toArray(RunResult[]::new));
  }

  private static RunResult run(String model, String engine, int seed, int correct) {
    return new SampleRun()
        .model("zoo", model)
        .engine(engine)
        .seed(seed)
        .epoch(95, correct)
        .firstCorrect()
        .result();
  }

  @Test
  void areMarkedAndExplainedBesideEachTableAndMatrix() {
    ReportTables tables = ReportTables.of(report(2));
    String page = HtmlPage.of(tables);

    assertThat(page).contains(">+9.00*‡</td>", ">&lt; 0.001‡</td>");
    assertThat(page.split(Pattern.quote(TwoRuns.NOTE), -1))
        .as("below the matrices, the pairs and the engines")
        .hasSize(4);
    assertThat(tables.headlines())
        .anyMatch(
            line ->
                line.contains(
                    "Welch t test over 2 seeds, hardly more than one degree of freedom)"));
    assertThat(TerminalReport.of(report(2), 200).comparison()).contains(TwoRuns.NOTE);
  }

  @Test
  void areNotMarkedWithThree() {
    ReportTables tables = ReportTables.of(report(3));

    assertThat(HtmlPage.of(tables)).contains(">+9.00*</td>").doesNotContain("‡");
    assertThat(tables.headlines()).noneMatch(line -> line.contains("degree of freedom"));
  }

  @Test
  void areTheSameNumbersForPrograms() {
    assertThat(ReportTables.of(report(2)).table("pairs", Audience.PROGRAM).rows().get(0))
        .filteredOn(cell -> cell.text().endsWith("‡"))
        .isNotEmpty()
        .allMatch(cell -> cell.value().orElseThrow() instanceof Double);
  }
}
