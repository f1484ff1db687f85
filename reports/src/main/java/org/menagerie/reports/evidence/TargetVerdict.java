package org.menagerie.reports.evidence;

import java.util.List;
import org.menagerie.api.model.Target;
import org.menagerie.training.run.EpochMetrics;
import org.menagerie.training.run.RunResult;

/**
 * Whether a run met a target, from good to bad: with no more trained values than it allows, and
 * with at least its test accuracy in the last epoch that it allows, which is the run's final one
 * where the target names none. Only epochs that were tested count, which with validation are two.
 */
public enum TargetVerdict {
  /** The epoch that counts reaches it. */
  MET("met"),
  /**
   * An earlier epoch reaches it and the one that counts does not, or the run stopped at that epoch
   * for its test accuracy: it was met by choosing on test data.
   */
  MET_EARLIER("met earlier"),
  /** No epoch that it allows reaches it. */
  MISSED("missed");

  private final String words;

  TargetVerdict(String words) {
    this.words = words;
  }

  /** The verdict on a run. */
  public static TargetVerdict of(Target target, RunResult run) {
    if (run.parameters() > target.maxParameters().orElse(Long.MAX_VALUE)) {
      return MISSED;
    }
    List<EpochMetrics> allowed =
        run.history().stream()
            .filter(epoch -> epoch.test().isPresent())
            .filter(epoch -> epoch.epoch() <= target.withinEpochs().orElse(Integer.MAX_VALUE))
            .toList();
    if (allowed.stream().noneMatch(epoch -> reaches(target, epoch))) {
      return MISSED;
    }
    EpochMetrics last = allowed.get(allowed.size() - 1);
    boolean chosen =
        target.testAccuracy().isPresent() && run.stoppedOnTest() && last.equals(run.finalEpoch());
    return reaches(target, last) && !chosen ? MET : MET_EARLIER;
  }

  private static boolean reaches(Target target, EpochMetrics epoch) {
    return epoch.testAccuracy() >= target.testAccuracy().orElse(0);
  }

  /** For a table's cell. */
  public String words() {
    return words;
  }
}
