package org.menagerie.training.sweep;

import java.time.Duration;
import java.util.List;
import java.util.OptionalDouble;
import java.util.PriorityQueue;

/**
 * The time that runs will take. Starting processes is not counted, nor how they slow each other
 * down.
 *
 * @param known time from the first start to the last end of the runs that can be estimated
 * @param unknownRuns runs of which nothing is known
 */
public record Estimate(Duration known, int unknownRuns) {

  /** Of the unfinished among the runs, when so many are trained at a time, in this order. */
  public static Estimate of(List<PlannedRun> runs, EpochTimes times, int jobs) {
    PriorityQueue<Double> freeAt = new PriorityQueue<>();
    for (int job = 0; job < jobs; job++) {
      freeAt.add(0.0);
    }
    double end = 0;
    int unknown = 0;
    for (PlannedRun run : runs) {
      OptionalDouble perEpoch = times.perEpoch(run.spec());
      if (run.openEpochs() > 0 && perEpoch.isEmpty()) {
        unknown++;
      } else if (run.openEpochs() > 0) {
        double runEnd = freeAt.remove() + run.openEpochs() * perEpoch.getAsDouble();
        freeAt.add(runEnd);
        end = Math.max(end, runEnd);
      }
    }
    return new Estimate(Duration.ofMillis(Math.round(1000 * end)), unknown);
  }
}
