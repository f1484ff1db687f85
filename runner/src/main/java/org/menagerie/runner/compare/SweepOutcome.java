package org.menagerie.runner.compare;

import static java.util.stream.Collectors.joining;

import java.util.ArrayList;
import java.util.List;
import org.menagerie.execution.sweep.Ending;
import org.menagerie.reports.StoredRun;
import org.menagerie.training.sweep.PlannedRun;

/**
 * The outcome of a sweep.
 *
 * @param runs all that were planned, as they are now
 * @param failures name and reason of each run that failed
 * @param stopped whether it was stopped before its end
 * @param remarks remarks on the runs that are finished
 */
record SweepOutcome(
    List<PlannedRun> runs, List<Failure> failures, boolean stopped, List<String> remarks) {

  /** A run that failed, and why. */
  record Failure(String run, String reason) {}

  /**
   * Of the runs that were not finished.
   *
   * @param before all runs as they were
   * @param endings of those that were not finished, in their order
   * @param after all runs as they are
   */
  static SweepOutcome of(
      List<PlannedRun> before, List<Ending> endings, List<PlannedRun> after, List<String> remarks) {
    List<PlannedRun> open = before.stream().filter(PlannedRun::isOpen).toList();
    List<Failure> failures = new ArrayList<>();
    for (int i = 0; i < endings.size(); i++) {
      if (endings.get(i) instanceof Ending.Failed failed) {
        failures.add(new Failure(open.get(i).spec().runName(), failed.reason()));
      }
    }
    boolean stopped = endings.stream().anyMatch(Ending.Stopped.class::isInstance);
    return new SweepOutcome(after, failures, stopped, remarks);
  }

  /** Name and reason of each run whose result cannot be read. */
  List<Failure> unreadable() {
    return runs.stream()
        .flatMap(run -> run.problem().map(why -> new Failure(run.spec().runName(), why)).stream())
        .toList();
  }

  /** Whether every run was trained, now or before, and can be read. */
  boolean isWhole() {
    return failures.isEmpty() && unreadable().isEmpty();
  }

  /** Read from their folders. */
  List<StoredRun> finished() {
    return finished(runs);
  }

  /** The finished ones of some runs, read from their folders. */
  static List<StoredRun> finished(List<PlannedRun> some) {
    return some.stream()
        .filter(PlannedRun::isFinished)
        .map(run -> new StoredRun(run.folder(), run.folder().readResult()))
        .toList();
  }

  /** The remarks for a reader of the report, who has not seen the sweep. */
  List<String> remarksOnReport() {
    List<String> sentences = new ArrayList<>();
    int missing = (int) runs.stream().filter(run -> !run.isFinished()).count();
    if (missing > 0) {
      sentences.add(
          "Of the %d runs of this sweep %d %s missing here: %s."
              .formatted(runs.size(), missing, missing == 1 ? "is" : "are", why(missing)));
    }
    sentences.addAll(remarks);
    return sentences;
  }

  private String why(int missing) {
    List<Failure> unreadable = unreadable();
    int unfinished = missing - failures.size() - unreadable.size();
    List<String> reasons = new ArrayList<>();
    if (!failures.isEmpty()) {
      reasons.add("%d failed (%s)".formatted(failures.size(), names(failures)));
    }
    if (!unreadable.isEmpty()) {
      reasons.add("%d cannot be read (%s)".formatted(unreadable.size(), names(unreadable)));
    }
    if (unfinished > 0) {
      reasons.add(unfinished + " not finished when it was stopped");
    }
    return String.join(", ", reasons);
  }

  private static String names(List<Failure> failures) {
    return failures.stream().map(Failure::run).collect(joining(", "));
  }
}
