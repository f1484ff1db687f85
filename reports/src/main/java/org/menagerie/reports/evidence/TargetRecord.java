package org.menagerie.reports.evidence;

import static java.util.Comparator.naturalOrder;

import java.util.List;
import org.menagerie.api.model.Target;
import org.menagerie.training.run.RunResult;

/**
 * A target and how each of a group's runs stands to it.
 *
 * @param target of the model's author
 * @param verdicts in the order of the seeds
 */
public record TargetRecord(Target target, List<TargetVerdict> verdicts) {

  public TargetRecord {
    verdicts = List.copyOf(verdicts);
  }

  static TargetRecord of(Target target, List<RunResult> runs) {
    return new TargetRecord(
        target, runs.stream().map(run -> TargetVerdict.of(target, run)).toList());
  }

  /** The number of runs with a verdict. */
  public long count(TargetVerdict verdict) {
    return verdicts.stream().filter(verdict::equals).count();
  }

  /** The worst stands for all. */
  public TargetVerdict worst() {
    return verdicts.stream().max(naturalOrder()).orElseThrow();
  }
}
