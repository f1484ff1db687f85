package org.menagerie.reports.evidence;

import java.util.List;
import java.util.Optional;
import org.menagerie.reports.statistics.Interval;
import org.menagerie.reports.statistics.Proportion;
import org.menagerie.reports.statistics.Sample;

/**
 * Test accuracies of replicates, all by one {@link Protocol}.
 *
 * @param runs one for each seed, at least one
 * @param independent whether they were trained on the same images, so that nothing but the seed
 *     makes them differ; not so the folds of a cross-validation
 */
public record Measurement(List<Proportion> runs, boolean independent) {
  /** With fewer, the spread over seeds is hardly known: a t quantile of 12.7 with two. */
  private static final int SEEDS_THAT_PREDICT = 3;

  public Measurement {
    runs = List.copyOf(runs);
  }

  /** Of runs with several seeds. */
  public Measurement(List<Proportion> runs) {
    this(runs, true);
  }

  /** In percent. */
  public Sample accuracy() {
    return new Sample(runs.stream().map(Proportion::percent).toList());
  }

  /** Whether there are enough seeds to judge by. */
  public boolean hasEnoughSeeds() {
    return independent && runs.size() >= SEEDS_THAT_PREDICT;
  }

  /** The 95 % confidence interval of the mean, see {@link Sample#meanInterval}. */
  public Optional<Interval> meanInterval() {
    return independent ? accuracy().meanInterval() : Optional.empty();
  }

  /** Whether {@link #interval} is one for a further run with another seed. */
  public boolean predicts() {
    return hasEnoughSeeds() && runs.stream().distinct().count() > 1;
  }

  /**
   * Where one run of the kind lies, in percent: with three or more seeds, the 95 % prediction
   * interval for one further run; with fewer, the Wilson interval of the run, or what the intervals
   * of several span, which covers other test images but not other seeds. Where all runs agree there
   * is no spread over seeds to measure, and the Wilson interval stands for any number of them.
   */
  public Interval interval() {
    if (!predicts()) {
      return runs.stream().map(Proportion::interval).reduce(Interval::span).orElseThrow();
    }
    return accuracy().predictionInterval().orElseThrow().within(0, 100);
  }
}
