package org.menagerie.reports.evidence;

import java.util.List;
import org.menagerie.reports.statistics.Interval;
import org.menagerie.reports.statistics.Proportion;
import org.menagerie.reports.statistics.Sample;

/**
 * Test accuracies of replicates, all by one {@link Protocol}.
 *
 * @param runs one for each seed, at least one
 */
public record Measurement(List<Proportion> runs) {
  /** With fewer, the spread over seeds is hardly known: a t quantile of 12.7 with two. */
  private static final int SEEDS_THAT_PREDICT = 3;

  public Measurement {
    runs = List.copyOf(runs);
  }

  /** In percent. */
  public Sample accuracy() {
    return new Sample(runs.stream().map(Proportion::percent).toList());
  }

  /** Whether there are enough seeds to judge by. */
  public boolean hasEnoughSeeds() {
    return runs.size() >= SEEDS_THAT_PREDICT;
  }

  /** Whether {@link #interval} is one for a further run with another seed. */
  public boolean predicts() {
    return hasEnoughSeeds() && runs.stream().distinct().count() > 1;
  }

  /**
   * Where one run of the kind lies, in percent: with three or more seeds, the 95 % prediction
   * interval for one further run; with fewer, the Wilson interval of the run, or what the intervals
   * of two span, which covers other test images but not other seeds. Where all runs agree there is
   * no spread over seeds to measure, and the Wilson interval stands for any number of them.
   */
  public Interval interval() {
    if (!predicts()) {
      return runs.stream().map(Proportion::interval).reduce(Interval::span).orElseThrow();
    }
    return accuracy().predictionInterval().orElseThrow().within(0, 100);
  }
}
