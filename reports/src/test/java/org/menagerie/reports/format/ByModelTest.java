package org.menagerie.reports.format;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.menagerie.api.model.PublishedResult;
import org.menagerie.reports.ModelLookup;
import org.menagerie.reports.SampleReport;
import org.menagerie.reports.SampleRun;
import org.menagerie.training.run.RunResult;
import org.menagerie.training.run.StopReason;

class ByModelTest {
  private static final ModelLookup MODELS =
      SampleRun.knowing(PublishedResult.ofBest("its repository", 99.60).withFinal(99.38));

  private static SampleRun asTheModelSays() {
    return new SampleRun().recipe(StopReason.ALL_EPOCHS, r -> r.epochs(15));
  }

  /** Five seeds: final 99.38, 99.41, 99.35, 99.44, 99.40; best 0.05 above. */
  private static List<RunResult> fiveSeeds() {
    List<RunResult> runs = new ArrayList<>();
    for (int correct : List.of(9_938, 9_941, 9_935, 9_944, 9_940)) {
      runs.add(
          asTheModelSays()
              .seed(runs.size() + 1)
              .epoch(98, correct + 5)
              .epoch(98, correct)
              .result());
    }
    return runs;
  }

  private static RunResult single() {
    return asTheModelSays().engine("mxnet").epoch(98, 9_900).result();
  }

  private static RunResult changed() {
    return new SampleRun()
        .recipe(StopReason.ALL_EPOCHS, r -> r.epochs(1).augmentations("rotation(degrees=7)"))
        .epoch(98, 9_700)
        .result();
  }

  private static RunResult onDigits() {
    return new SampleRun().model("gone", "tiny_net").otherData("digits").epoch(98, 9_700).result();
  }

  private static String written(List<RunResult> runs) {
    return TerminalReport.of(SampleReport.of(MODELS, runs), Integer.MAX_VALUE).byModel();
  }

  private static List<RunResult> all() {
    List<RunResult> runs = fiveSeeds();
    runs.add(runs.get(0));
    runs.addAll(List.of(single(), changed(), onDigits()));
    return runs;
  }

  @Test
  void showsOneModelOverSeeds() {
    assertThat(written(fiveSeeds()))
        .isEqualTo(
            """
            All rows: engine pytorch, data set MNIST, recipe default

            model               params  seeds  epoch     mean ± sd         95 %  published  verdict
            ──────────────────────────────────────────────────────────────────────────────────────────────
            progressive/model2   7,976      5  final  99.40 ± 0.03  99.29–99.50      99.38  compatible
                                               best*  99.45 ± 0.03  99.34–99.55      99.60  not reproduced

            ±: standard deviation over seeds.
            * Best epoch of each run: chosen on the test set, hence optimistic.
            95 % with three or more seeds: where one further run with another seed would lie (prediction interval, t).
            Verdict: reproduced if the published figure lies inside an interval narrower than 0.2 points, compatible if inside a wider one, exceeded if the interval lies above it, not reproduced if below.
            """);
  }

  @Test
  void showsWhatTellsGroupsApartBelowTheModel() {
    assertThat(written(all()))
        .isEqualTo(
            """
            model                 params  seeds  epoch     mean ± sd         95 %  published  verdict
            ───────────────────────────────────────────────────────────────────────────────────────────────────
            progressive/model2     7,976      5  final  99.40 ± 0.03  99.29–99.50      99.38  compatible
            pytorch, MNIST,                      best*  99.45 ± 0.03  99.34–99.55      99.60  not reproduced
            default
            progressive/model2     7,976      1  final         99.00  98.79–99.18      99.38  indicative: below
            mxnet, MNIST,                        best*         99.00  98.79–99.18      99.60  indicative: below
            default
            progressive/model2     7,976      1  final         97.00  96.65–97.32      99.38  —
            pytorch, MNIST,                      best*         97.00  96.65–97.32      99.60  —
            default
            (augmentation=
            rotation(degrees=7),
            epochs=1)
            gone/tiny_net          7,976      1  final         97.00  96.65–97.32          —  —
            pytorch, digits,                     best*         97.00  96.65–97.32          —  —
            default

            ±: standard deviation over seeds.
            * Best epoch of each run: chosen on the test set, hence optimistic.
            95 % with three or more seeds: where one further run with another seed would lie (prediction interval, t).
            95 % with fewer than three seeds: Wilson's interval; it covers other test images, not other seeds.
            Verdict: reproduced if the published figure lies inside an interval narrower than 0.2 points, compatible if inside a wider one, exceeded if the interval lies above it, not reproduced if below.
            Indicative: with fewer than three seeds there is no verdict, only where the interval lies: the published figure inside, or all of it above or below the figure.
            Not judged, since the published figures come from another configuration: progressive/model2 by recipe default (augmentation=rotation(degrees=7), epochs=1).
            Published figures are for MNIST; none are shown for runs on digits.
            Left out: 1 run with a seed that its group already has.
            """);
  }

  @Test
  void fitsATerminalOf100Columns() {
    assertThat(written(all()).lines().filter(line -> line.contains("  ")))
        .allMatch(line -> line.length() <= 100);
  }
}
