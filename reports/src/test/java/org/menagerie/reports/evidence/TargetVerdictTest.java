package org.menagerie.reports.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.menagerie.api.model.Target;
import org.menagerie.reports.SampleRun;
import org.menagerie.training.run.StopReason;

class TargetVerdictTest {
  private final SampleRun run =
      new SampleRun().parameters(7_976).epoch(97, 9_800).epoch(98, 9_940).epoch(99, 9_900);

  private TargetVerdict verdict(Target target) {
    return TargetVerdict.of(target, run.result());
  }

  @Test
  void isMetByTheFinalEpochAtExactlyTheAccuracy() {
    assertThat(verdict(Target.accuracy(99, ""))).isEqualTo(TargetVerdict.MET);
  }

  @Test
  void isOnlyMetEarlierIfTheFinalEpochFallsShort() {
    assertThat(verdict(Target.accuracy(99.4, ""))).isEqualTo(TargetVerdict.MET_EARLIER);
  }

  @Test
  void isMissedIfNoEpochReachesIt() {
    assertThat(verdict(Target.accuracy(99.41, ""))).isEqualTo(TargetVerdict.MISSED);
  }

  @Test
  void isJudgedAtItsOwnEpoch() {
    assertThat(verdict(Target.accuracy(99.4, "").withinEpochs(2))).isEqualTo(TargetVerdict.MET);
    assertThat(verdict(Target.accuracy(99, "").withinEpochs(2))).isEqualTo(TargetVerdict.MET);
    assertThat(verdict(Target.accuracy(99.4, "").withinEpochs(3)))
        .isEqualTo(TargetVerdict.MET_EARLIER);
    assertThat(verdict(Target.accuracy(99, "").withinEpochs(9))).isEqualTo(TargetVerdict.MET);
  }

  /** With validation, only the epochs that count are tested: here the second of three. */
  @Test
  void isJudgedAtTheLastEpochThatWasTested() {
    run.validated(7, 9, 8);

    assertThat(verdict(Target.accuracy(99.4, "").withinEpochs(2))).isEqualTo(TargetVerdict.MET);
    assertThat(verdict(Target.accuracy(90, "").withinEpochs(1))).isEqualTo(TargetVerdict.MISSED);
    assertThat(verdict(Target.accuracy(99, ""))).isEqualTo(TargetVerdict.MET);
  }

  @Test
  void isMissedIfItIsReachedTooLate() {
    assertThat(verdict(Target.accuracy(99.4, "").withinEpochs(1))).isEqualTo(TargetVerdict.MISSED);
    assertThat(verdict(Target.accuracy(99, "").withinEpochs(1))).isEqualTo(TargetVerdict.MISSED);
  }

  /** The run ended at the first epoch that reached it: chosen as an earlier one would be. */
  @Test
  void isMetByChoosingIfTheRunStoppedThere() {
    SampleRun stopped = run.recipe(StopReason.TARGET_REACHED, r -> r.epochs(20).targetAccuracy(99));

    assertThat(TargetVerdict.of(Target.accuracy(99, ""), stopped.result()))
        .isEqualTo(TargetVerdict.MET_EARLIER);
    assertThat(TargetVerdict.of(Target.accuracy(99.4, "").withinEpochs(2), stopped.result()))
        .isEqualTo(TargetVerdict.MET);
    assertThat(TargetVerdict.of(Target.parameters(7_976, ""), stopped.result()))
        .isEqualTo(TargetVerdict.MET);
  }

  @Test
  void isMissedWithTooManyParametersWhateverTheAccuracy() {
    assertThat(verdict(Target.accuracy(90, "").withMaxParameters(7_975)))
        .isEqualTo(TargetVerdict.MISSED);
  }

  @Test
  void hasWordsForACell() {
    assertThat(TargetVerdict.values())
        .extracting(TargetVerdict::words)
        .containsExactly("met", "met earlier", "missed");
  }

  @Test
  void isMetBySizeAlone() {
    assertThat(verdict(Target.parameters(7_976, ""))).isEqualTo(TargetVerdict.MET);
  }
}
