package org.menagerie.reports.format;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.menagerie.api.model.PublishedResult;
import org.menagerie.api.model.Target;
import org.menagerie.reports.MetricRuns;
import org.menagerie.reports.ModelLookup;
import org.menagerie.reports.SampleReport;
import org.menagerie.reports.SampleRun;
import org.menagerie.reports.evidence.Report;
import org.menagerie.training.run.RunResult;
import org.menagerie.training.run.StopReason;

class TerminalReportTest {
  private static final ModelLookup MODELS =
      SampleRun.knowing(
          PublishedResult.ofBest("its repository", 99.41).withFinal(99.38),
          Target.accuracy(99.4, "99.4 % in 15 epochs").withinEpochs(15),
          Target.parameters(8_000, "Fewer than 8K parameters"));

  private static final RunResult ON_MNIST =
      new SampleRun()
          .epoch(95.5, 9_850)
          .epoch(98.25, 9_945)
          .epoch(98.75, 9_930)
          .peakMemory(600L << 20)
          .result();

  private static final RunResult ON_DIGITS =
      new SampleRun()
          .otherData("digits")
          .recipe(StopReason.TARGET_REACHED, r -> r.epochs(20).targetAccuracy(97))
          .epoch(95.5, 9_700)
          .result();

  private static final RunResult WITHOUT_PLUGIN =
      new SampleRun()
          .model("gone", "tiny_net")
          .engine("mxnet")
          .parameters(123_456)
          .recipe(StopReason.NO_IMPROVEMENT, r -> r.epochs(20).patience(1))
          .epoch(98.5, 9_900)
          .epoch(98.75, 9_890)
          .result();

  private static final String REMARK =
      "Of the 4 runs of this sweep 1 is missing here, and this sentence is longer than any terminal"
          + " that is tried.";

  private static String written(RunResult... runs) {
    return TerminalReport.of(SampleReport.of(MODELS, List.of(runs)), Integer.MAX_VALUE).runs();
  }

  @ParameterizedTest
  @ValueSource(ints = {60, 70, 80})
  void fitsEveryTableToTheTerminal(int width) {
    TerminalReport fitted =
        TerminalReport.of(
            SampleReport.of(MODELS, List.of(ON_MNIST, ON_DIGITS, WITHOUT_PLUGIN)), width);

    for (String table :
        List.of(fitted.runs(), fitted.byModel(), fitted.byEngine(), fitted.comparison())) {
      assertThat(table.lines())
          .allSatisfy(line -> assertThat(line.length()).isLessThanOrEqualTo(width));
    }
    assertThat(fitted.runs()).containsPattern("Left out to fit %d\\s+columns: ".formatted(width));
  }

  /** A table of texts and numbers is narrow enough in none but the numbers' columns. */
  @ParameterizedTest
  @ValueSource(ints = {60, 72, 100})
  void fitsACardAndSentencesToTheTerminal(int width) {
    Report report = SampleReport.of(MODELS, List.of(ON_DIGITS));
    TerminalReport fitted = TerminalReport.of(report.withRemarks(List.of(REMARK)), width);

    assertThat((fitted.runs() + fitted.comparison()).lines())
        .allSatisfy(line -> assertThat(line.length()).isLessThanOrEqualTo(width))
        .contains("Seed                               1");
    assertThat(fitted.comparison().replaceAll("\\s+", " ")).startsWith(REMARK);
  }

  @Test
  void showsOneRunAsACard() {
    assertThat(written(ON_MNIST))
        .isEqualTo(
            """
            Model                              progressive/model2
            Engine                             pytorch
            Data set                           MNIST
            Recipe                             default (epochs=3)
            Seed                               1
            Parameters                         7,976
            Epochs                             3/3
            Test accuracy, final epoch, %      99.30
            95 % interval, final epoch, %      99.12–99.45
            Test accuracy, best* epoch, %      99.45 (2)
            Training accuracy, final epoch, %  98.75
            Published, final epoch, %          99.38
            Published, best* epoch, %          99.41
            Target                             met earlier
            Seconds per epoch                  12.5
            Images per second                  4,800
            Peak memory, MiB                   600

            95 %: Wilson's interval of the final epoch; it covers other test images, not other seeds.
            * Best epoch (its number): chosen on the test set, hence optimistic.

            Targets

                                                met
            target                    met  earlier*  missed
            ───────────────────────────────────────────────
            99.4 % in 15 epochs         0         1       0
            Fewer than 8K parameters    1         0       0

            Numbers of runs. What counts is the last epoch that the target allows, or the final one. * An earlier epoch reaches the target, or one at which the run stopped for its test accuracy: met by choosing on test data.
            """);
  }

  @Test
  void showsNoPublishedFiguresBesideOtherData() {
    assertThat(written(ON_DIGITS))
        .isEqualTo(
            """
            Model                              progressive/model2
            Engine                             pytorch
            Data set                           digits
            Recipe                             default (epochs=20, target_accuracy=97)
            Seed                               1
            Parameters                         7,976
            Epochs                             1/20†
            Test accuracy, final epoch, %      97.00†
            95 % interval, final epoch, %      96.65–97.32
            Test accuracy, best* epoch, %      97.00 (1)
            Training accuracy, final epoch, %  95.50
            Seconds per epoch                  12.5
            Images per second                  4,800

            95 %: Wilson's interval of the final epoch; it covers other test images, not other seeds.
            * Best epoch (its number): chosen on the test set, hence optimistic.
            † Stopped early, since the test accuracy reached the recipe's target: the final epoch was chosen on the test set, hence optimistic.
            Published figures are for MNIST; none are shown for runs on digits.
            """);
  }

  @Test
  void showsARunWhosePluginIsGone() {
    assertThat(written(WITHOUT_PLUGIN))
        .isEqualTo(
            """
            Model                              gone/tiny_net
            Engine                             mxnet
            Data set                           MNIST
            Recipe                             default
            Seed                               1
            Parameters                         123,456
            Epochs                             2/20‡
            Test accuracy, final epoch, %      98.90‡
            95 % interval, final epoch, %      98.68–99.09
            Test accuracy, best* epoch, %      99.00 (1)
            Training accuracy, final epoch, %  98.75
            Seconds per epoch                  12.5
            Images per second                  4,800

            95 %: Wilson's interval of the final epoch; it covers other test images, not other seeds.
            * Best epoch (its number): chosen on the test set, hence optimistic.
            ‡ Stopped early, since the test accuracy no longer improved: the final epoch was chosen on the test set.
            Published figures of gone/tiny_net are not known: no plug-in that is installed has the model.
            """);
  }

  @Test
  void showsSeveralRunsAsRows() {
    assertThat(written(ON_MNIST, ON_DIGITS, WITHOUT_PLUGIN))
        .isEqualTo(
            """
            All rows: seed 1

                                         data                                           final                          train  published  published               s per
            model               engine   set     recipe                params  epochs       %         95 %    best* %      %      final      best*  target       epoch  images/s
            ────────────────────────────────────────────────────────────────────────────────────────────────────────────────────────────────────────────────────────────────────
            progressive/model2  pytorch  MNIST   default (epochs=3)     7,976     3/3   99.30  99.12–99.45  99.45 (2)  98.75      99.38      99.41  met earlier   12.5     4,800
            progressive/model2  pytorch  digits  default (epochs=20,    7,976   1/20†  97.00†  96.65–97.32  97.00 (1)  95.50          —          —  —             12.5     4,800
                                                 target_accuracy=97)
            gone/tiny_net       mxnet    MNIST   default              123,456   2/20‡  98.90‡  98.68–99.09  99.00 (1)  98.75          —          —  —             12.5     4,800

            95 %: Wilson's interval of the final epoch; it covers other test images, not other seeds.
            * Best epoch (its number): chosen on the test set, hence optimistic.
            † Stopped early, since the test accuracy reached the recipe's target: the final epoch was chosen on the test set, hence optimistic.
            ‡ Stopped early, since the test accuracy no longer improved: the final epoch was chosen on the test set.
            Published figures are for MNIST; none are shown for runs on digits.
            Published figures of gone/tiny_net are not known: no plug-in that is installed has the model.
            """);
  }

  @Test
  void saysOnceWhatIsTheSameForAllRunsAndNamesFoldersWhereNothingElseDiffers() {
    assertThat(written(ON_MNIST, ON_MNIST))
        .isEqualTo(
            """
            All rows: engine pytorch, data set MNIST, recipe default (epochs=3), seed 1

                                                final                          train  published  published               s per
            model               params  epochs      %         95 %    best* %      %      final      best*  target       epoch  images/s  folder
            ────────────────────────────────────────────────────────────────────────────────────────────────────────────────────────────────────
            progressive/model2   7,976     3/3  99.30  99.12–99.45  99.45 (2)  98.75      99.38      99.41  met earlier   12.5     4,800  0
            progressive/model2   7,976     3/3  99.30  99.12–99.45  99.45 (2)  98.75      99.38      99.41  met earlier   12.5     4,800  1

            95 %: Wilson's interval of the final epoch; it covers other test images, not other seeds.
            * Best epoch (its number): chosen on the test set, hence optimistic.
            """);
  }

  @Test
  void showsThePairsOnceTheyAreTestedForBeingEquallyGood() {
    Report report = SampleReport.twoModelsOnTwoEngines();
    TerminalReport plain = TerminalReport.of(report, Integer.MAX_VALUE);
    TerminalReport tested = TerminalReport.of(report.withMargin(0.6), Integer.MAX_VALUE);

    assertThat(plain.runs()).doesNotContain("equivalent");
    for (String text : List.of(tested.runs(), tested.byModel(), tested.byEngine())) {
      assertThat(text).contains("Pairs of models", "equivalent  ");
    }
    assertThat(tested.comparison()).containsOnlyOnce("Pairs of models");
  }

  @Test
  void saysWhyPairsHaveNoVerdict() {
    Report oneSeed =
        SampleReport.of(
            new SampleRun().model("zoo", "a").epoch(95, 9_900).result(),
            new SampleRun().model("zoo", "b").epoch(95, 9_910).result());
    TerminalReport asked = TerminalReport.of(oneSeed.withMargin(0.1), Integer.MAX_VALUE);

    for (String text : List.of(asked.runs(), asked.byModel(), asked.comparison())) {
      assertThat(text)
          .containsOnlyOnce(
              "No verdict within 0.10 points for 1 of 1 pair: that takes two seeds or more that both"
                  + " have, and accuracies that differ over them.");
    }
    assertThat(TerminalReport.of(oneSeed, Integer.MAX_VALUE).comparison())
        .doesNotContain("No verdict");
  }

  @Test
  void saysWhichRunsHaveNoPartInAMetric(@TempDir Path home) throws IOException {
    MetricRuns runs = new MetricRuns(home).add("one", 1, 5, 0.8).add("one", 2, 6, 0.8);
    Path damaged = Files.writeString(runs.folder(0).testProbabilities(), "{");
    TerminalReport written = TerminalReport.of(runs.report("macro_f1"), Integer.MAX_VALUE);

    for (String text : List.of(written.runs(), written.byModel(), written.comparison())) {
      assertThat(text).containsOnlyOnce("Cannot read " + damaged);
    }
  }

  @Test
  void keepsEscapeSequencesFromTheTerminal() {
    RunResult run = new SampleRun().model("a", "\u001b[2Jb\r\nc").epoch(1, 1).result();

    assertThat(written(run, run)).contains("\na/b c ").doesNotContain("\u001b", "\r");
    assertThat(written(run)).contains("a/b c\n").doesNotContain("\u001b", "\r");
  }

  @Test
  void leavesOutWhatIsNotANumber() {
    RunResult run = new SampleRun().epoch(Double.NaN, 1_000).result();

    assertThat(written(run)).contains("\nTest accuracy, best* epoch, %  10.00 (1)\nPublished");
  }
}
