package org.menagerie.reports.format;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.menagerie.api.model.PublishedResult;
import org.menagerie.api.model.Target;
import org.menagerie.reports.ModelLookup;
import org.menagerie.reports.SampleReport;
import org.menagerie.reports.SampleRun;
import org.menagerie.reports.chart.CurveChart;
import org.menagerie.reports.evidence.Report;
import org.menagerie.reports.evidence.TargetVerdict;
import org.menagerie.reports.headline.Headlines;
import org.menagerie.reports.schema.ReportTables;
import org.menagerie.training.run.RunResult;
import org.menagerie.training.run.StopReason;

/** How reports tell runs that chose on validation images from those that chose on the test set. */
class ValidatedRunsTest {
  private static final ModelLookup MODELS =
      SampleRun.knowing(PublishedResult.ofBest("its repository", 99.60).withFinal(99.38));

  /** The second of three epochs is the best on validation images, and the first on test images. */
  private static SampleRun validated(int seed) {
    return new SampleRun()
        .seed(seed)
        .epoch(98, 9_950)
        .epoch(98, 9_930 + seed)
        .epoch(98, 9_940)
        .validated(96, 98, 97);
  }

  private static RunResult onTest(int seed) {
    return new SampleRun().seed(seed).epoch(98, 9_950).epoch(98, 9_930).result();
  }

  private static Report report(RunResult... runs) {
    return SampleReport.of(MODELS, List.of(runs));
  }

  private static TerminalReport written(RunResult... runs) {
    return TerminalReport.of(report(runs), Integer.MAX_VALUE);
  }

  @Test
  void showsACardWithoutAStar() {
    assertThat(written(validated(1).result()).runs())
        .contains(
            """
            Epochs                                 3/3
            Test accuracy, final epoch, %          99.40
            95 % interval, final epoch, %          99.23–99.53
            Test accuracy, chosen° epoch, %        99.31 (2)
            Validation accuracy, chosen° epoch, %  98.00
            """)
        .contains(
            "° Chosen epoch (its number): chosen on validation images, which were not trained on;"
                + " the test set had no part in it.")
        .doesNotContain("*")
        .doesNotContain("optimistic");
  }

  @Test
  void doesNotPoolThemWithRunsThatTrainedOnAllImages() {
    assertThat(written(validated(1).result(), validated(2).result(), onTest(3)).byModel())
        .startsWith(
            """
            All rows: engine pytorch, data set MNIST

            model                               params  seeds  epoch       mean ± sd         95 %  published
            ────────────────────────────────────────────────────────────────────────────────────────────────
            progressive/model2                   7,976      2  final    99.40 ± 0.00  99.23–99.53      99.38
            default (epochs=3, validation=100)                 chosen°  99.32 ± 0.01  99.13–99.46          —
            progressive/model2                   7,976      1  final           99.30  99.12–99.45      99.38
            default (epochs=2)                                 best*           99.50  99.34–99.62      99.60

            ±: standard deviation over seeds.
            * Best epoch of each run: chosen on the test set, hence optimistic.
            ° Chosen epoch of each run: chosen on validation images, which were not trained on; the test set had no part in it.
            """);
  }

  @Test
  void marksTheirFiguresWhereOthersHaveAStar() {
    assertThat(written(validated(1).result(), onTest(3)).runs())
        .contains("best* %")
        .contains(" 99.31 (2)° ")
        .contains(" 99.50 (1) ")
        .contains("* Best epoch (its number): chosen on the test set, hence optimistic.")
        .contains("° Chosen epoch (its number): chosen on validation images");
  }

  @Test
  void saysInTheFindingsWhichChoseOnWhat() {
    String chosen =
        " were chosen on validation images, which were not trained on; the test set was asked in"
            + " the end, for the final and the chosen epoch of each run.";

    assertThat(Headlines.of(report(validated(1).result()))).contains("Epochs" + chosen);
    assertThat(Headlines.of(report(validated(1).result(), onTest(1))))
        .contains(
            "Epochs of progressive/model2 · default (epochs=3, validation=100)"
                + chosen
                + " The other groups trained on all images and chose on the test set.");
    assertThat(Headlines.of(report(onTest(1))))
        .noneMatch(sentence -> sentence.contains("validation"));
  }

  @Test
  void holdsNothingThatStoppedOnValidationImagesForOptimistic() {
    SampleRun stopped =
        validated(1)
            .recipe(StopReason.NO_IMPROVEMENT, r -> r.epochs(9).patience(1).validation(100));

    assertThat(written(stopped.result()).runs())
        .contains("3/9§")
        .contains("§ Stopped early on the validation images; the test set had no part in it.")
        .doesNotContain("‡");
    assertThat(report(stopped.result()).groups().get(0).replicates().stoppedOnTest()).isFalse();
  }

  @Test
  void drawsTheCurveOfTheImagesHeldOut() {
    assertThat(CurveChart.svg(List.of(validated(1).result()), MODELS))
        .contains(">validation<")
        .contains("chosen on validation images, test accuracy 99.31 % in epoch 2.")
        .doesNotContain(">test<");
    assertThat(CurveChart.svg(List.of(validated(1).result(), onTest(1)), MODELS))
        .contains(">test or validation<");
  }

  @Test
  void judgesTargetsByTheEpochsThatWereTested() {
    RunResult run = validated(1).result();

    assertThat(TargetVerdict.of(Target.accuracy(99.4, ""), run)).isEqualTo(TargetVerdict.MET);
    assertThat(TargetVerdict.of(Target.accuracy(99.3, "").withinEpochs(2), run))
        .isEqualTo(TargetVerdict.MET);
    assertThat(TargetVerdict.of(Target.accuracy(99.3, "").withinEpochs(1), run))
        .isEqualTo(TargetVerdict.MISSED);
  }

  @Test
  void writesAWholePage() throws IOException {
    List<RunResult> runs = new ArrayList<>();
    runs.add(validated(1).result());
    runs.add(onTest(1));

    String page =
        new String(
            ReportFormats.bytes(new HtmlFormat(), ReportTables.of(SampleReport.of(MODELS, runs))),
            UTF_8);

    assertThat(page).contains("test or validation").contains("99.31°");
  }
}
