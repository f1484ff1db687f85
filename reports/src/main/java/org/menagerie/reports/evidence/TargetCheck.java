package org.menagerie.reports.evidence;

import java.util.List;
import org.menagerie.api.model.Target;
import org.menagerie.training.run.EpochMetrics;
import org.menagerie.training.run.RunResult;

/**
 * A target and whether a run met it: with no more trained values than it allows, in an epoch that
 * it allows, and with at least its test accuracy.
 *
 * @param target of the model's author
 * @param verdict on the run
 */
public record TargetCheck(Target target, Verdict verdict) {

  /** Judges a run. */
  public static TargetCheck of(Target target, RunResult run) {
    return new TargetCheck(target, verdict(target, run));
  }

  private static Verdict verdict(Target target, RunResult run) {
    if (run.parameters() > target.maxParameters().orElse(Long.MAX_VALUE)) {
      return Verdict.MISSED;
    }
    List<EpochMetrics> reaching =
        run.history().stream()
            .filter(epoch -> epoch.epoch() <= target.withinEpochs().orElse(Integer.MAX_VALUE))
            .filter(epoch -> epoch.testAccuracy() >= target.testAccuracy().orElse(0))
            .toList();
    if (reaching.isEmpty()) {
      return Verdict.MISSED;
    }
    return reaching.contains(run.finalEpoch()) ? Verdict.MET : Verdict.MET_EARLIER;
  }
}
