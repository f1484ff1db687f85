package org.menagerie.reports.evidence;

import static java.util.Comparator.comparingLong;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toList;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.menagerie.api.recipe.Validation;
import org.menagerie.reports.statistics.Proportion;
import org.menagerie.reports.statistics.Sample;
import org.menagerie.training.run.EpochMetrics;
import org.menagerie.training.run.RunResult;

/**
 * Runs of one {@link ReplicateKey}, which differ in nothing but their seed, or in the fold that
 * they hold out and their seed.
 *
 * @param runs one for each seed and fold, by seed and then by fold; at least one
 * @param repeats further runs with one of those seeds and folds, which count for nothing: a
 *     repeated run says nothing new of other seeds
 */
public record Replicates(List<RunResult> runs, List<RunResult> repeats) {

  public Replicates {
    runs = List.copyOf(runs);
    repeats = List.copyOf(repeats);
    if (runs.isEmpty()) {
      throw new IllegalArgumentException("replicates are at least one run");
    }
  }

  /**
   * Groups runs, in the order of each group's first; of runs with one seed and fold the first
   * counts.
   */
  public static List<Replicates> of(List<RunResult> runs) {
    return runs.stream()
        .collect(groupingBy(ReplicateKey::of, LinkedHashMap::new, toList()))
        .values()
        .stream()
        .map(Replicates::ofKind)
        .toList();
  }

  private static Replicates ofKind(List<RunResult> alike) {
    Set<Object> seen = new HashSet<>();
    List<RunResult> runs = new ArrayList<>();
    List<RunResult> repeats = new ArrayList<>();
    for (RunResult run : alike) {
      (seen.add(List.of(run.spec().seed(), fold(run))) ? runs : repeats).add(run);
    }
    runs.sort(
        comparingLong((RunResult run) -> run.spec().seed()).thenComparingInt(Replicates::fold));
    return new Replicates(runs, repeats);
  }

  /** The number of the fold that a run holds out; 0 if it is no run of a cross-validation. */
  private static int fold(RunResult run) {
    return run.fold().map(Validation.Fold::number).orElse(0);
  }

  /** How many folds the training images are cut into; empty if it is no cross-validation. */
  public Optional<Integer> folds() {
    return first().fold().map(Validation.Fold::of);
  }

  /** The run of the lowest seed, which speaks for all in what they have in common. */
  public RunResult first() {
    return runs.get(0);
  }

  /** Whether the final epoch of any of the runs was chosen on the test set. */
  public boolean stoppedOnTest() {
    return runs.stream().anyMatch(RunResult::stoppedOnTest);
  }

  /** Each once, in ascending order. */
  public List<Long> seeds() {
    return runs.stream().map(run -> run.spec().seed()).distinct().toList();
  }

  /** The run with a seed that the group has. */
  RunResult ofSeed(long seed) {
    int low = 0;
    int high = runs.size() - 1;
    while (low < high) {
      int middle = (low + high) / 2;
      if (runs.get(middle).spec().seed() < seed) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return runs.get(low);
  }

  /** Test accuracy by one protocol, in the order of the runs. */
  public Measurement measured(Protocol protocol) {
    return new Measurement(
        runs.stream()
            .map(
                run ->
                    new Proportion(protocol.epochOf(run).testCorrect(), run.testOutcome().images()))
            .toList(),
        folds().isEmpty());
  }

  /** The most memory that any of the runs has taken; none if none of them says. */
  public OptionalLong peakMemoryBytes() {
    return runs.stream().map(RunResult::peakMemoryBytes).flatMapToLong(OptionalLong::stream).max();
  }

  /** Seconds of training in all epochs, evaluation not included, in the order of the seeds. */
  public Sample trainingSeconds() {
    return new Sample(
        runs.stream()
            .map(run -> run.history().stream().mapToDouble(EpochMetrics::seconds).sum())
            .toList());
  }
}
