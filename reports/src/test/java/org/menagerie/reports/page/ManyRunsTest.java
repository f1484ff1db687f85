package org.menagerie.reports.page;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.menagerie.reports.SampleReport;
import org.menagerie.reports.SampleRun;
import org.menagerie.reports.schema.ReportTables;
import org.menagerie.training.run.RunResult;
import org.menagerie.training.run.StopReason;

/** A page over thousands of models can be written and opened. */
class ManyRunsTest {
  private static final int RUNS = 3_000;
  private static final int LARGEST_PAGE = 15_000_000;

  /** A multiple of what it takes; what grows with the square of the runs takes longer still. */
  private static final Duration LIMIT = Duration.ofSeconds(60);

  @Test
  void staySmallAndSayWhatIsNotShown() {
    RunResult[] runs =
        IntStream.range(0, RUNS).mapToObj(ManyRunsTest::run).toArray(RunResult[]::new);

    String page = assertTimeout(LIMIT, () -> HtmlPage.of(ReportTables.of(SampleReport.of(runs))));

    assertThat(page.getBytes(UTF_8).length).isLessThan(LARGEST_PAGE);
    assertThat(page)
        .contains("The first 2,000 of 3,000 rows; as JSON and CSV a report has all.")
        .contains("The first 100 of 3,000 models; report on fewer runs to see the others.")
        .contains("The first 500 of 3,000 runs; report on fewer runs to see the others.")
        .contains("Too many pairs to compare each: of 4,498,500 pairs the 2,999 with the group");
  }

  /** Each with a recipe of its own, as in a search over learning rates. */
  private static RunResult run(int number) {
    return new SampleRun()
        .model("many", "model" + number / 2)
        .recipe(
            StopReason.ALL_EPOCHS,
            recipe -> recipe.epochs(2).optimizer("sgd(lr=" + (number + 1) * 1e-5 + ")"))
        .epoch(95, 9_000)
        .epoch(98, 9_000 + number % 900)
        .firstCorrect()
        .result();
  }
}
