package org.menagerie.reports.evidence;

import static java.util.Comparator.comparingDouble;
import static java.util.stream.Collectors.averagingDouble;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toList;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.menagerie.reports.statistics.Holm;
import org.menagerie.reports.statistics.ResampledMean;
import org.menagerie.reports.statistics.Sample;
import org.menagerie.training.run.RunResult;

/**
 * What runs say that each held out one part of the training images: how good their models are on
 * images that were not trained on, over other training images. All is of final epochs.
 *
 * @param groups those that were cross-validated
 * @param pairs of them, which have data, engine and folds in common
 */
public record CrossValidations(List<OfGroup> groups, List<OfPair> pairs) {

  public CrossValidations {
    groups = List.copyOf(groups);
    pairs = List.copyOf(pairs);
  }

  /**
   * One group.
   *
   * @param of number of folds that the training images are cut into
   * @param byFold accuracy on each fold that is trained, in percent, the mean of all seeds
   */
  public record OfGroup(Group group, int of, SortedMap<Integer, Double> byFold) {

    /** In percent, in the order of the folds. */
    public ResampledMean accuracy() {
      return ResampledMean.ofFolds(new Sample(List.copyOf(byFold.values())), of);
    }

    /** Whether a run ended for its accuracy on the very fold that it is judged on. */
    public boolean stoppedEarly() {
      return group.replicates().runs().stream().anyMatch(RunResult::stoppedEarly);
    }

    /** What makes folds the same images. */
    private Object folds() {
      ReplicateKey key = ReplicateKey.of(group.first());
      return List.of(key.data(), key.engine(), of, group.spec().recipe().validationSeed());
    }
  }

  /**
   * Two groups on the same folds.
   *
   * @param difference of the first's accuracy from the second's, fold by fold, in percentage points
   * @param adjustedPValue corrected for all pairs; none where there is nothing to test
   */
  public record OfPair(
      OfGroup first, OfGroup second, ResampledMean difference, OptionalDouble adjustedPValue) {

    /** Whether the difference is taken for real. */
    public boolean isSignificant() {
      return adjustedPValue.orElse(1) <= ComparisonFamily.LEVEL;
    }

    /** The more accurate one. */
    public Group better() {
      return difference.mean() < 0 ? second.group() : first.group();
    }

    /** The other one. */
    public Group worse() {
      return difference.mean() < 0 ? first.group() : second.group();
    }
  }

  /** Those among the groups of a report. */
  static CrossValidations of(List<Group> groups) {
    List<OfGroup> validated = groups.stream().flatMap(group -> of(group).stream()).toList();
    Collection<List<OfGroup>> arenas =
        validated.stream()
            .collect(groupingBy(OfGroup::folds, LinkedHashMap::new, toList()))
            .values();
    long all = arenas.stream().mapToLong(arena -> pairsOf(arena.size())).sum();
    List<OfPair> pairs =
        arenas.stream()
            .flatMap(arena -> all > Pairs.MOST ? withTheBest(arena) : eachWithEach(arena))
            .toList();
    return new CrossValidations(validated, corrected(pairs, all));
  }

  private static long pairsOf(long groups) {
    return groups * (groups - 1) / 2;
  }

  private static Stream<OfPair> eachWithEach(List<OfGroup> arena) {
    return IntStream.range(0, arena.size())
        .boxed()
        .flatMap(
            i ->
                arena.subList(i + 1, arena.size()).stream()
                    .flatMap(second -> pair(arena.get(i), second).stream()));
  }

  private static Stream<OfPair> withTheBest(List<OfGroup> arena) {
    OfGroup best =
        arena.stream()
            .max(comparingDouble((OfGroup group) -> group.accuracy().mean()))
            .orElseThrow();
    return arena.stream()
        .filter(group -> group.group().number() != best.group().number())
        .flatMap(group -> pair(best, group).stream());
  }

  private static Optional<OfGroup> of(Group group) {
    return group
        .replicates()
        .folds()
        .map(
            of ->
                new OfGroup(
                    group,
                    of,
                    group.replicates().runs().stream()
                        .collect(
                            groupingBy(
                                run -> run.fold().orElseThrow().number(),
                                TreeMap::new,
                                averagingDouble(CrossValidations::accuracy)))));
  }

  private static double accuracy(RunResult run) {
    int correct = run.finalEpoch().validation().orElseThrow().correct();
    return 100.0 * correct / run.validationImages().orElseThrow();
  }

  private static Optional<OfPair> pair(OfGroup first, OfGroup second) {
    List<Double> differences = new ArrayList<>();
    first
        .byFold()
        .forEach(
            (fold, accuracy) -> {
              Double other = second.byFold().get(fold);
              if (other != null) {
                differences.add(accuracy - other);
              }
            });
    return differences.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new OfPair(
                first,
                second,
                ResampledMean.ofFolds(new Sample(differences), first.of()),
                OptionalDouble.empty()));
  }

  /**
   * Pairs with one fold in common were never a chance of a false discovery, and do not count.
   *
   * @param all pairs there are: where the best was looked for among them, all of them count
   */
  private static List<OfPair> corrected(List<OfPair> pairs, long all) {
    List<Double> pValues =
        pairs.stream()
            .filter(CrossValidations::canBeTested)
            .map(pair -> pair.difference().pValue().orElse(1))
            .toList();
    Iterator<Double> adjusted =
        Holm.adjusted(pValues, all > Pairs.MOST ? all : pValues.size()).iterator();
    List<OfPair> corrected = new ArrayList<>();
    for (OfPair pair : pairs) {
      double p = canBeTested(pair) ? adjusted.next() : 1;
      corrected.add(
          new OfPair(
              pair.first(),
              pair.second(),
              pair.difference(),
              pair.difference().pValue().isPresent()
                  ? OptionalDouble.of(p)
                  : OptionalDouble.empty()));
    }
    return corrected;
  }

  private static boolean canBeTested(OfPair pair) {
    return pair.difference().values().size() > 1;
  }
}
