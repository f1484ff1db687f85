package org.menagerie.reports.format;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.menagerie.reports.SampleReport;
import org.menagerie.reports.SampleRun;
import org.menagerie.reports.evidence.Report;
import org.menagerie.reports.headline.Headlines;
import org.menagerie.reports.schema.ReportTables;
import org.menagerie.training.run.RunResult;
import org.menagerie.training.run.StopReason;

/**
 * How reports show runs that hold out one fold each, of a hundred images. The numbers are SciPy's,
 * with the variance s² (1/5 + 1/4).
 */
class CrossValidationTest {

  private static RunResult run(String model, long seed, int fold, int of, int right) {
    return new SampleRun()
        .model("progressive", model)
        .seed(seed)
        .otherData("flowers")
        .epoch(98, 9_000 + 10 * fold)
        .validated(right)
        .fold(fold, of)
        .result();
  }

  private static List<RunResult> folds(String model, int... right) {
    List<RunResult> runs = new ArrayList<>();
    for (int fold = 1; fold <= right.length; fold++) {
      runs.add(run(model, 1, fold, 5, right[fold - 1]));
    }
    return runs;
  }

  @SafeVarargs
  private static Report report(List<RunResult>... runs) {
    List<RunResult> all = new ArrayList<>();
    for (List<RunResult> some : runs) {
      all.addAll(some);
    }
    return SampleReport.of(all.toArray(RunResult[]::new));
  }

  private static JsonNode table(Report report, String name) throws IOException {
    byte[] json = ReportFormats.bytes(new JsonFormat(), ReportTables.of(report));
    return new ObjectMapper().readTree(new String(json, UTF_8)).get(name);
  }

  @Test
  void showsTheAccuracyOverFolds() {
    Report report = report(folds("model2", 97, 96, 98, 97, 95), folds("other", 96, 95, 98, 95, 94));

    assertThat(TerminalReport.of(report, Integer.MAX_VALUE).comparison())
        .contains(
            """

            Cross-validation

                                                    accuracy on
            #  model               folds  trained       folds %         95 %
            ────────────────────────────────────────────────────────────────
            1  progressive/model2      5        5  96.60 ± 1.14  94.48–98.72
            """
                .stripTrailing())
        .contains("since their training images overlap (Nadeau and Bengio 2003)")
        .contains("Of a cross-validation, these are accuracies on the test set");
  }

  @Test
  void comparesModelsFoldByFold() throws IOException {
    Report report = report(folds("model2", 97, 96, 98, 97, 95), folds("other", 96, 95, 98, 95, 94));
    JsonNode pair = table(report, "cross_validation_pairs").get(0);

    assertThat(pair.get("n").asInt()).isEqualTo(5);
    assertThat(pair.get("difference_mean").asDouble()).isCloseTo(1, within(1e-9));
    assertThat(pair.get("difference_low").asDouble()).isCloseTo(-0.31698354962762676, within(1e-9));
    assertThat(pair.get("difference_high").asDouble()).isCloseTo(2.3169835496276265, within(1e-9));
    // Without the correction, it would be 0.034.
    assertThat(pair.get("p").asDouble()).isCloseTo(0.10270042749551186, within(1e-9));
    assertThat(pair.get("significant").asBoolean()).isFalse();
    assertThat(table(report, "pairs")).isEmpty();
    assertThat(Headlines.of(report))
        .contains(
            "10 runs of 2 models on pytorch, trained on flowers with 1 seed each in 5 folds.",
            "By cross-validation, no difference was shown in 1 of 1 pair of models.");
  }

  @Test
  void saysWhichModelIsBetter() {
    Report report = report(folds("other", 96, 95, 97, 95, 94), folds("model2", 97, 96, 98, 97, 95));

    assertThat(Headlines.of(report))
        .contains(
            "By cross-validation, progressive/model2 is better than progressive/other by 1.20"
                + " points (p = 0.016 after Holm's correction; corrected resampled t-test over 5"
                + " folds).");
  }

  @Test
  void takesTheMeanOfSeedsOfAFoldForOneFigure() throws IOException {
    List<RunResult> runs =
        List.of(
            run("model2", 1, 1, 2, 90),
            run("model2", 2, 1, 2, 92),
            run("model2", 1, 2, 2, 94),
            run("model2", 2, 2, 2, 94));
    JsonNode group = table(report(runs), "cross_validation").get(0);

    assertThat(group.get("n").asInt()).isEqualTo(2);
    assertThat(group.get("seeds")).hasSize(2);
    assertThat(group.get("mean").asDouble()).isEqualTo(92.5);
    assertThat(group.get("sd").asDouble()).isCloseTo(Math.sqrt(4.5), within(1e-9));
    JsonNode model = table(report(runs), "models").get(0);
    assertThat(model.get("n").asInt()).isEqualTo(4);
    assertThat(model.get("repeats_left_out").asInt()).isZero();
    assertThat(model.get("recipe").asText()).endsWith("(epochs=1, validation=2 folds)");
    assertThat(model.get("final_mean_low").isNull()).isTrue();
    assertThat(model.get("final_independent_sd").isNull()).isTrue();
    assertThat(model.get("run_interval").asText()).isEqualTo("wilson");
    assertThat(table(report(runs), "runs").get(3).get("fold").asInt()).isEqualTo(2);
  }

  @Test
  void doesNotCompareOtherFolds() throws IOException {
    List<RunResult> inTwo = List.of(run("other", 1, 1, 2, 90), run("other", 1, 2, 2, 92));

    assertThat(table(report(folds("model2", 97, 96), inTwo), "cross_validation_pairs")).isEmpty();
    assertThat(table(report(folds("model2", 97, 96)), "cross_validation")).hasSize(1);
  }

  @Test
  void marksRunsThatStoppedForTheirFold() {
    RunResult stopped =
        new SampleRun()
            .epoch(98, 9_900)
            .recipe(StopReason.NO_IMPROVEMENT, recipe -> recipe.epochs(9).patience(1))
            .validated(97)
            .fold(1, 5)
            .result();

    assertThat(TerminalReport.of(report(List.of(stopped)), Integer.MAX_VALUE).comparison())
        .contains("97.00*")
        .contains("* Runs stopped for their accuracy on the fold itself, hence optimistic.");
  }

  @Test
  void hasASectionOnThePage() {
    byte[] page =
        ReportFormats.bytes(
            new HtmlFormat(), ReportTables.of(report(folds("model2", 97, 96, 98, 97, 95))));

    assertThat(new String(page, UTF_8)).contains("<h2 id=\"heading-folds\">Cross-validation</h2>");
  }
}
