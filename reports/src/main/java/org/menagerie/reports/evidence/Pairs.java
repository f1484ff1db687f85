package org.menagerie.reports.evidence;

import static java.util.Comparator.comparingDouble;
import static java.util.Comparator.comparingInt;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toList;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.BiPredicate;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.menagerie.reports.evidence.PairedComparison.Design;
import org.menagerie.reports.statistics.Equivalence;
import org.menagerie.reports.statistics.Holm;

/**
 * Answers to one question, such as which model is better: one family of tests.
 *
 * @param pairs that were compared
 * @param unpaired how many pairs could not be, since they have no seed in common
 * @param left how many pairs were left out, since there are too many: see {@link #withTheBest}
 * @param familySize how many pairs have enough seeds for a test: what p-values are corrected for
 * @param margin in percentage points, what is no difference that matters; none if nobody asked
 *     which are equally good
 */
public record Pairs(
    List<Pair> pairs, int unpaired, long left, long familySize, OptionalDouble margin) {
  /** With more pairs, each group is compared with the best alone. */
  public static final int MOST = 5_000;

  public Pairs {
    pairs = List.copyOf(pairs);
  }

  /** Whether every group was compared with the most accurate one alone. */
  public boolean withTheBest() {
    return left > 0;
  }

  /** Two groups to be compared. */
  record Asked(Group first, Group second) {
    boolean haveSeedsInCommon() {
      return !Collections.disjoint(first.replicates().seeds(), second.replicates().seeds());
    }
  }

  /**
   * Each group with each later one that has the same key and that the question is about. Where that
   * would be more than {@link #MOST} pairs, only those with the group of that key that is most
   * accurate on the average; p-values are corrected for all pairs all the same, since the best was
   * found by looking at them.
   */
  static Pairs of(
      List<Group> groups,
      Function<Group, Object> key,
      BiPredicate<Group, Group> question,
      Design design) {
    Collection<List<Group>> arenas =
        groups.stream().collect(groupingBy(key, LinkedHashMap::new, toList())).values();
    long all = arenas.stream().mapToLong(arena -> pairsOf(arena.size())).sum();
    boolean tooMany = all > MOST;
    List<Asked> asked = new ArrayList<>();
    for (List<Group> arena : arenas) {
      asked.addAll(tooMany ? withTheBest(arena) : eachWithEach(arena));
    }
    List<Asked> inQuestion =
        asked.stream()
            .filter(pair -> question.test(pair.first, pair.second))
            // In the order of the groups, whatever arenas they are of.
            .sorted(
                comparingInt((Asked pair) -> pair.first.number())
                    .thenComparingInt(pair -> pair.second.number()))
            .toList();
    List<Asked> paired = inQuestion.stream().filter(Asked::haveSeedsInCommon).toList();
    long left = all - asked.size();
    long testable =
        arenas.stream()
            .mapToLong(arena -> pairsOf(arena.stream().filter(Pairs::hasSeveralSeeds).count()))
            .sum();
    ComparisonFamily family =
        new ComparisonFamily(
            paired.stream()
                .map(p -> PairedComparison.of(p.first.replicates(), p.second.replicates(), design))
                .toList(),
            left > 0 ? testable : 0);
    return new Pairs(
        compared(paired, family),
        inQuestion.size() - paired.size(),
        left,
        family.size(),
        OptionalDouble.empty());
  }

  /** These pairs, of runs that belong together by their seeds. */
  static Pairs of(List<Asked> asked) {
    List<Asked> paired = asked.stream().filter(Asked::haveSeedsInCommon).toList();
    ComparisonFamily family =
        new ComparisonFamily(
            paired.stream()
                .map(
                    pair ->
                        PairedComparison.of(
                            pair.first.replicates(), pair.second.replicates(), Design.PAIRED))
                .toList());
    return new Pairs(
        compared(paired, family),
        asked.size() - paired.size(),
        0,
        family.size(),
        OptionalDouble.empty());
  }

  /** The same pairs, with tests of whether they are as good as equal. */
  Pairs withMargin(double points) {
    List<Equivalence> tests =
        pairs.stream().map(pair -> Equivalence.of(pair.difference(), points)).toList();
    List<Integer> family =
        IntStream.range(0, pairs.size())
            .filter(i -> pairs.get(i).outcome().comparison().canBeTested())
            .boxed()
            .toList();
    Iterator<Double> adjusted =
        Holm.adjusted(family.stream().map(i -> tests.get(i).pValue()).toList(), familySize)
            .iterator();
    List<Pair> tested = new ArrayList<>(pairs);
    for (int i : family) {
      tested.set(i, pairs.get(i).with(new Pair.OfEquivalence(tests.get(i), adjusted.next())));
    }
    return new Pairs(tested, unpaired, left, familySize, OptionalDouble.of(points));
  }

  /**
   * The same pairs, with what settles them however often one looks, and without the tests, which
   * allow for one look.
   *
   * @param points the margin
   * @param atLeast how many pairs to correct for at least
   */
  Pairs settled(double points, long atLeast) {
    long family = Math.max(atLeast, pairs.size() + unpaired + left);
    double level = Holm.strictestLevel(ComparisonFamily.LEVEL, Math.max(1, family));
    return new Pairs(
        pairs.stream()
            .map(
                pair ->
                    pair.with(
                        Settlement.of(pair.outcome().comparison().differences(), level, points)))
            .toList(),
        unpaired,
        left,
        family,
        OptionalDouble.of(points));
  }

  /** Whether the pairs were settled instead of tested. */
  public boolean areSettled() {
    return pairs.stream().anyMatch(pair -> pair.settlement().isPresent());
  }

  private static long pairsOf(long groups) {
    return groups * (groups - 1) / 2;
  }

  private static boolean hasSeveralSeeds(Group group) {
    return group.replicates().runs().size() > 1;
  }

  private static List<Asked> eachWithEach(List<Group> arena) {
    return IntStream.range(0, arena.size())
        .boxed()
        .flatMap(
            i ->
                arena.subList(i + 1, arena.size()).stream()
                    .map(second -> new Asked(arena.get(i), second)))
        .toList();
  }

  private static List<Asked> withTheBest(List<Group> arena) {
    Group best = arena.stream().max(comparingDouble(Pairs::accuracy)).orElseThrow();
    return arena.stream()
        .filter(group -> group.number() != best.number())
        .map(
            group ->
                group.number() < best.number() ? new Asked(group, best) : new Asked(best, group))
        .toList();
  }

  private static double accuracy(Group group) {
    return group.measured(Protocol.FINAL).accuracy().mean();
  }

  private static List<Pair> compared(List<Asked> asked, ComparisonFamily family) {
    List<ComparisonFamily.Outcome> outcomes = family.outcomes();
    DetectableDifferences detectable = new DetectableDifferences(family.strictestLevel());
    return IntStream.range(0, asked.size())
        .mapToObj(
            i ->
                new Pair(
                    asked.get(i).first,
                    asked.get(i).second,
                    outcomes.get(i),
                    detectable.of(outcomes.get(i).comparison().difference()),
                    Optional.empty(),
                    Optional.empty()))
        .toList();
  }
}
