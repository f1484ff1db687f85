package org.menagerie.reports.evidence;

import java.util.List;
import org.menagerie.api.model.Target;
import org.menagerie.training.run.EpochMetrics;
import org.menagerie.training.run.RunResult;

/**
 * Whether a run met a target, from good to bad: with no more trained values than it allows, in an
 * epoch that it allows, and with at least its test accuracy.
 */
public enum TargetVerdict {
  /** The final epoch reaches it. */
  MET("met"),
  /**
   * An earlier epoch reaches it and the final one does not: it was met by choosing on test data.
   */
  MET_EARLIER("met earlier"),
  /** No epoch reaches it. */
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
    List<EpochMetrics> reaching =
        run.history().stream()
            .filter(epoch -> epoch.epoch() <= target.withinEpochs().orElse(Integer.MAX_VALUE))
            .filter(epoch -> epoch.testAccuracy() >= target.testAccuracy().orElse(0))
            .toList();
    if (reaching.isEmpty()) {
      return MISSED;
    }
    return reaching.contains(run.finalEpoch()) ? MET : MET_EARLIER;
  }

  /** For a table's cell. */
  public String words() {
    return words;
  }
}
