package org.menagerie.training.sweep;

import static java.util.Comparator.comparingDouble;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;
import org.menagerie.training.plan.Planner;
import org.menagerie.training.run.RunSpec;

/**
 * How long runs take in proportion to each other. In seconds where times of such runs are known;
 * otherwise multiply-accumulates times epochs, since all runs of a sweep see the same images, at
 * the pace of what is known of their engine, or else of all engines.
 */
public final class ExpectedWork implements ToDoubleFunction<RunSpec> {
  private final ToDoubleFunction<RunSpec> operations;
  private final EpochTimes times;
  private final Map<String, Double> pace = new HashMap<>();
  private final double paceOfAll;

  /**
   * @param runs among which the work is compared
   * @param multiplyAccumulates of a run's network, of one image
   * @param times what is known; it must be the same wherever the work is compared
   */
  public ExpectedWork(
      List<RunSpec> runs, ToDoubleFunction<RunSpec> multiplyAccumulates, EpochTimes times) {
    // A network without any still takes time.
    this.operations = spec -> Math.max(1, multiplyAccumulates.applyAsDouble(spec));
    this.times = times;
    this.paceOfAll = pace(runs, run -> true).orElse(1);
    runs.stream()
        .map(RunSpec::engine)
        .distinct()
        .forEach(
            engine ->
                pace.put(engine, pace(runs, run -> run.engine().equals(engine)).orElse(paceOfAll)));
  }

  /**
   * That of runs whose networks a planner knows.
   *
   * @param times what is known; it must be the same wherever the work is compared
   */
  public static ExpectedWork of(List<RunSpec> runs, Planner planner, EpochTimes times) {
    Map<List<Object>, Long> operations = new HashMap<>();
    return new ExpectedWork(
        runs,
        run ->
            operations.computeIfAbsent(
                List.of(run.modelId(), run.dataset(), run.data(), run.network()),
                network -> planner.network(run).summary().multiplyAccumulates()),
        times);
  }

  /** The order of runs in which several at a time end soonest; equal ones keep theirs. */
  public Comparator<RunSpec> longestFirst() {
    return comparingDouble(this).reversed();
  }

  /** Seconds per epoch and multiply-accumulate, over the runs whose times are known. */
  private OptionalDouble pace(List<RunSpec> runs, Predicate<RunSpec> which) {
    return runs.stream()
        .filter(which)
        .filter(run -> times.perEpoch(run).isPresent())
        .mapToDouble(run -> times.perEpoch(run).orElseThrow() / operations.applyAsDouble(run))
        .average();
  }

  @Override
  public double applyAsDouble(RunSpec run) {
    double perEpoch =
        times
            .perEpoch(run)
            .orElseGet(
                () -> operations.applyAsDouble(run) * pace.getOrDefault(run.engine(), paceOfAll));
    return perEpoch * run.recipe().epochs();
  }
}
