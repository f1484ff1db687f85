package org.menagerie.reports.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.menagerie.api.model.PublishedResult;
import org.menagerie.api.model.Target;
import org.menagerie.reports.ModelLookup;
import org.menagerie.reports.SampleRun;
import org.menagerie.reports.StoredRun;
import org.menagerie.training.run.RunFolder;
import org.menagerie.training.run.RunResult;
import org.menagerie.training.run.StopReason;

class TerminalWriterTest {
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

  private static String written(RunResult... runs) {
    List<StoredRun> stored =
        IntStream.range(0, runs.length)
            .mapToObj(i -> new StoredRun(new RunFolder(Path.of("/runs/" + i)), runs[i]))
            .toList();
    return TerminalWriter.write(ComparisonTable.of(stored, MODELS));
  }

  @Test
  void showsOneRunAsACard() {
    assertThat(written(ON_MNIST))
        .isEqualTo(
            """
            Model                 progressive/model2
            Engine                pytorch
            Data set              mnist
            Recipe                default (epochs=3)
            Seed                  1
            Parameters            7,976
            Epochs                3 of 3
            Test accuracy, final  99.30 %  95 % Wilson interval 99.12–99.45 %, 10,000 images
              published           99.38 %
            Test accuracy, best   99.45 %  epoch 2, chosen on the test set, hence optimistic
              published           99.41 %
            Train accuracy        98.75 %  running, in the final epoch
            Target                met*     99.4 % in 15 epochs (by an earlier epoch)
            Target                met      Fewer than 8K parameters
            Time per epoch        12.5 s   4,800 images/s
            Peak memory           600 MiB  of the whole process
            """);
  }

  @Test
  void showsNoPublishedFiguresBesideOtherData() {
    assertThat(written(ON_DIGITS))
        .isEqualTo(
            """
            Model                 progressive/model2
            Engine                pytorch
            Data set              digits
            Recipe                default (epochs=20, target_accuracy=97)
            Seed                  1
            Parameters            7,976
            Epochs                1 of 20  stopped early: reached 97.00 % test accuracy
            Test accuracy, final  97.00 %  95 % Wilson interval 96.65–97.32 %, 10,000 images
            Test accuracy, best   97.00 %  epoch 1, chosen on the test set, hence optimistic
            Train accuracy        95.50 %  running, in the final epoch
            Published             —        published figures are for MNIST
            Time per epoch        12.5 s   4,800 images/s
            """);
  }

  @Test
  void showsARunWhosePluginIsGone() {
    assertThat(written(WITHOUT_PLUGIN))
        .isEqualTo(
            """
            Model                 gone/tiny_net
            Engine                mxnet
            Data set              mnist
            Recipe                default
            Seed                  1
            Parameters            123,456
            Epochs                2 of 20  stopped early: no better test accuracy for 1 epoch
            Test accuracy, final  98.90 %  95 % Wilson interval 98.68–99.09 %, 10,000 images
            Test accuracy, best   99.00 %  epoch 1, chosen on the test set, hence optimistic
            Train accuracy        98.75 %  running, in the final epoch
            Published             —        not known: no plug-in that is installed has the model
            Time per epoch        12.5 s   4,800 images/s
            """);
  }

  @Test
  void showsSeveralRunsAsRows() {
    assertThat(written(ON_MNIST, ON_DIGITS, WITHOUT_PLUGIN))
        .isEqualTo(
            """
            All runs: seed 1

                                                                                                             test accuracy %                 train  published %           s per  images
            model               engine   data set  recipe                                    params  epochs  final     interval      best*  acc. %  final  best*  target  epoch   per s
            ───────────────────────────────────────────────────────────────────────────────────────────────────────────────────────────────────────────────────────────────────────────
            progressive/model2  pytorch  mnist     default (epochs=3)                         7,976     3/3  99.30  99.12–99.45  99.45 (2)   98.75  99.38  99.41  met*     12.5   4,800
            progressive/model2  pytorch  digits    default (epochs=20, target_accuracy=97)    7,976   1/20†  97.00  96.65–97.32  97.00 (1)   95.50      —      —  —        12.5   4,800
            gone/tiny_net       mxnet    mnist     default                                  123,456   2/20‡  98.90  98.68–99.09  99.00 (1)   98.75      —      —  —        12.5   4,800

            Interval: 95 %, Wilson's, of the final epoch; it covers other test images, not other seeds.
            * Best epoch (its number): chosen on the test set, hence optimistic.
            † Stopped early: the recipe's target accuracy was reached.
            ‡ Stopped early: the test accuracy no longer improved.
            Published figures are for MNIST; none stand beside runs on digits.
            Published figures of gone/tiny_net are not known: no plug-in that is installed has the model.
            """);
  }

  @Test
  void saysOnceWhatIsTheSameForAllRunsAndNamesFoldersWhereNothingElseDiffers() {
    assertThat(written(ON_MNIST, ON_MNIST))
        .isEqualTo(
            """
            All runs: engine pytorch, data set mnist, recipe default (epochs=3), seed 1

                                                test accuracy %                 train  published %           s per  images
            model               params  epochs  final     interval      best*  acc. %  final  best*  target  epoch   per s  folder
            ──────────────────────────────────────────────────────────────────────────────────────────────────────────────────────
            progressive/model2   7,976     3/3  99.30  99.12–99.45  99.45 (2)   98.75  99.38  99.41  met*     12.5   4,800  0
            progressive/model2   7,976     3/3  99.30  99.12–99.45  99.45 (2)   98.75  99.38  99.41  met*     12.5   4,800  1

            Interval: 95 %, Wilson's, of the final epoch; it covers other test images, not other seeds.
            * Best epoch (its number): chosen on the test set, hence optimistic.
            """);
  }

  @Test
  void keepsEscapeSequencesFromTheTerminal() {
    RunResult run = new SampleRun().model("a", "\u001b[2Jb\r\nc").epoch(1, 1).result();

    assertThat(written(run, run)).contains("\na/b c ").doesNotContain("\u001b", "\r");
    assertThat(written(run)).contains("a/b c\n").doesNotContain("\u001b", "\r");
  }

  @Test
  void writesADashForWhatIsNotANumber() {
    RunResult run = new SampleRun().epoch(Double.NaN, 1_000).result();

    assertThat(written(run)).contains("Train accuracy        — %");
  }

  @Test
  void refusesATableWithoutRuns() {
    assertThatThrownBy(() -> ComparisonTable.of(List.of(), (zoo, model) -> Optional.empty()))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
