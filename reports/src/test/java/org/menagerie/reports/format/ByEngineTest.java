package org.menagerie.reports.format;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.menagerie.api.model.PublishedResult;
import org.menagerie.reports.ModelLookup;
import org.menagerie.reports.SampleReport;
import org.menagerie.reports.SampleRun;
import org.menagerie.training.run.RunResult;
import org.menagerie.training.run.StopReason;

class ByEngineTest {
  private static final ModelLookup MODELS =
      SampleRun.knowing(PublishedResult.ofBest("its repository", 99.60).withFinal(99.38));

  private static SampleRun asTheModelSays() {
    return new SampleRun().recipe(StopReason.ALL_EPOCHS, r -> r.epochs(15));
  }

  /** Seeds from 1 on; the best epoch 0.05 above the final one. */
  private static List<RunResult> runs(String engine, int... correct) {
    List<RunResult> runs = new ArrayList<>();
    for (int images : correct) {
      runs.add(
          asTheModelSays()
              .engine(engine)
              .seed(runs.size() + 1)
              .epoch(98, images + 5)
              .epoch(98, images)
              .result());
    }
    return runs;
  }

  private static RunResult ofAnotherModel() {
    return new SampleRun().model("gone", "tiny_net").engine("vector").epoch(98, 9_700).result();
  }

  private static String written(List<RunResult> runs) {
    return TerminalReport.of(SampleReport.of(MODELS, runs), Integer.MAX_VALUE).byEngine();
  }

  @Test
  void setsEnginesSideBySide() {
    List<RunResult> runs =
        Stream.of(
                runs("vector", 9_938, 9_941, 9_935, 9_944, 9_940),
                List.of(ofAnotherModel()),
                runs("mxnet", 9_900),
                runs("pytorch", 9_960, 9_961, 9_962))
            .flatMap(List::stream)
            .toList();

    assertThat(written(runs))
        .isEqualTo(
            """
            All rows: data set MNIST, recipe default

            model               params  epoch  published      mxnet             pytorch              vector
            ─────────────────────────────────────────────────────────────────────────────────────────────────
            progressive/model2   7,976  final      99.38  99.00 (1)    99.61 ± 0.01 (3) ↑  99.40 ± 0.03 (5) ≈
                                        best*      99.60  99.05 (1)    99.66 ± 0.01 (3) ↑  99.45 ± 0.03 (5) ↓
            gone/tiny_net        7,976  final          —          —                   —           97.00 (1)
                                        best*          —          —                   —           97.00 (1)

            Test accuracy in percent; below each engine: mean ± standard deviation over seeds (number of seeds).
            * Best epoch of each run: chosen on the test set, hence optimistic.
            ✓ reproduced: the published figure lies inside the 95 % interval for one further run, and that is narrower than 0.2 points; ≈ compatible: it lies inside a wider one; ↑ exceeded: the interval lies above it; ↓ not reproduced: below. No mark: fewer than three seeds, another configuration than the published one, or nothing published.
            Published figures of gone/tiny_net are not known: no plug-in that is installed has the model.
            """);
  }

  @Test
  void tellsRecipesApartBelowTheModel() {
    RunResult changed =
        new SampleRun().recipe(StopReason.ALL_EPOCHS, r -> r.epochs(3)).epoch(98, 9_800).result();

    assertThat(written(List.of(runs("mxnet", 9_900).get(0), changed)))
        .startsWith("All rows: data set MNIST\n")
        .containsPattern(
            "\nprogressive/model2 +7,976  final +99\\.38  99\\.00 \\(1\\) +—\ndefault  ")
        .containsPattern(
            "\nprogressive/model2 +7,976  final +99\\.38 +— +98\\.00 \\(1\\)\ndefault \\(epochs=3\\)  ");
  }
}
