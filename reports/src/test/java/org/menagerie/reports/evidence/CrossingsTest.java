package org.menagerie.reports.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.menagerie.reports.SampleReport;
import org.menagerie.reports.SampleRun;
import org.menagerie.reports.evidence.Crossings.Kind;
import org.menagerie.reports.evidence.Crossings.OfGroup;
import org.menagerie.reports.evidence.Crossings.Unit;
import org.menagerie.reports.headline.Headlines;
import org.menagerie.reports.statistics.Survival.Duration;
import org.menagerie.training.run.RunResult;

class CrossingsTest {
  /** Seeds from 1 on, each with so many of 10,000 images right after its epochs. */
  private static Report report(int[]... correct) {
    List<RunResult> runs = new ArrayList<>();
    for (int i = 0; i < correct.length; i++) {
      SampleRun run = new SampleRun().model("zoo", "model").seed(i + 1);
      for (int right : correct[i]) {
        run.epoch(95, right);
      }
      runs.add(run.result());
    }
    return SampleReport.of(runs.toArray(RunResult[]::new));
  }

  private static OfGroup crossing(Report report, Kind kind) {
    return report.withThreshold(99).crossings().orElseThrow().groups().stream()
        .filter(row -> row.kind() == kind)
        .findFirst()
        .orElseThrow();
  }

  @Test
  void areTheFirstEpochAndTheOneFromWhichNoneIsBelow() {
    Report report =
        report(
            new int[] {9_800, 9_900, 9_890, 9_910, 9_920},
            new int[] {9_950, 9_940, 9_930, 9_920, 9_899},
            new int[] {9_800, 9_810, 9_820, 9_830, 9_840});

    assertThat(crossing(report, Kind.FIRST).epochs())
        .containsExactly(new Duration(2, true), new Duration(1, true), new Duration(5, false));
    OfGroup stable = crossing(report, Kind.STABLE);
    assertThat(stable.epochs())
        .containsExactly(new Duration(4, true), new Duration(5, false), new Duration(5, false));
    assertThat(stable.reached()).isEqualTo(1);
    assertThat(stable.by(Unit.EPOCHS).median()).isEmpty();
  }

  /** Epochs of 12.5 seconds with 4,800 images each second. */
  @Test
  void areTimedInEpochsSecondsAndImages() {
    Report report =
        report(new int[] {9_800, 9_900}, new int[] {9_900, 9_901}, new int[] {9_800, 9_900});
    OfGroup first = crossing(report, Kind.FIRST);

    assertThat(first.by(Unit.EPOCHS).median()).hasValue(2);
    assertThat(first.by(Unit.SECONDS).median()).hasValue(25);
    assertThat(first.by(Unit.IMAGES).median()).hasValue(120_000);
    assertThat(Headlines.of(report.withThreshold(99)))
        .contains(
            "3 of 3 runs reached 99.00 % and stayed there. zoo/model took the least time for it: 25.0 s of training in 2.0 epochs (medians over 3 seeds).");
    assertThat(Headlines.of(report.withThreshold(99.5)))
        .contains("0 of 3 runs reached 99.50 % and stayed there.");
  }
}
