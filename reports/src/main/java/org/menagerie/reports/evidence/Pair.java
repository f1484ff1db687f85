package org.menagerie.reports.evidence;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import org.menagerie.reports.statistics.Difference;
import org.menagerie.reports.statistics.DifferenceTest;
import org.menagerie.reports.statistics.Equivalence;
import org.menagerie.reports.statistics.Interval;
import org.menagerie.reports.statistics.McNemar;
import org.menagerie.reports.statistics.Superiority;

/**
 * Two groups side by side.
 *
 * @param first of the groups
 * @param second of the groups
 * @param outcome of comparing them
 * @param detectableDifference in percentage points at the family's strictest level, see {@link
 *     DetectableDifferences#of}
 * @param equivalence whether they are as good as equal, where a margin was given
 * @param settlement instead of tests, where seeds were added by looking
 */
public record Pair(
    Group first,
    Group second,
    ComparisonFamily.Outcome outcome,
    OptionalDouble detectableDifference,
    Optional<OfEquivalence> equivalence,
    Optional<Settlement> settlement) {
  /** No two accuracies are farther apart. */
  static final int ALL_POINTS = 100;

  /**
   * A test of equivalence among others.
   *
   * @param adjustedPValue corrected for all pairs
   */
  public record OfEquivalence(Equivalence test, double adjustedPValue) {

    /** Whether the two are taken for equally good. */
    public boolean isShown() {
      return adjustedPValue <= ComparisonFamily.LEVEL;
    }
  }

  /** What is known of the first, beside the second. */
  public enum Verdict {
    BETTER,
    WORSE,
    /** No difference that matters, whether or not there is one. */
    EQUIVALENT,
    UNDECIDED;

    /** As tables have it. */
    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /**
   * The runs of both groups with one seed.
   *
   * @param seed of both
   * @param difference of the first's final test accuracy from the second's, in percentage points
   * @param images on which they differ
   * @param firstDifferentEpoch first epoch in which anything but the time differs
   */
  public record OfSeed(
      long seed, double difference, McNemar images, OptionalInt firstDifferentEpoch) {}

  Pair with(OfEquivalence newEquivalence) {
    return new Pair(
        first, second, outcome, detectableDifference, Optional.of(newEquivalence), settlement);
  }

  /** Without tests, and without what a number of seeds could have shown: it was not fixed. */
  Pair with(Settlement newSettlement) {
    return new Pair(
        first,
        second,
        outcome.untested(),
        OptionalDouble.empty(),
        Optional.empty(),
        Optional.of(newSettlement));
  }

  /** Mean final test accuracy of the first minus the second's, in percentage points. */
  public Difference difference() {
    return outcome.comparison().difference();
  }

  /**
   * The 95 % confidence interval of the difference; no two accuracies are farther apart than all
   * points. None where seeds were added by looking, since it holds for a fixed number.
   */
  public Optional<Interval> interval() {
    if (settlement.isPresent()) {
      return Optional.empty();
    }
    return difference().meanInterval().map(interval -> interval.within(-ALL_POINTS, ALL_POINTS));
  }

  /** How probable it is that one run of the first is better than one of the second. */
  public Superiority superiority() {
    return outcome.comparison().superiority();
  }

  /** Whether selection on the test set took part: a run of one of them stopped on its accuracy. */
  public boolean stoppedOnTest() {
    return first.replicates().stoppedOnTest() || second.replicates().stoppedOnTest();
  }

  public Optional<DifferenceTest> test() {
    return outcome.test();
  }

  public OptionalDouble adjustedPValue() {
    return outcome.adjustedPValue();
  }

  /** Whether the difference is taken for real. */
  public boolean isSignificant() {
    return settlement
        .map(Settlement::verdict)
        .map(verdict -> verdict == Verdict.BETTER || verdict == Verdict.WORSE)
        .orElseGet(outcome::isSignificant);
  }

  /** Whether there are seeds enough for a verdict, even if that is undecided. */
  public boolean isJudged() {
    return settlement.isPresent() || test().isPresent();
  }

  /** What the tests say, or what settled it; undecided where there is nothing. */
  public Verdict verdict() {
    if (settlement.isPresent()) {
      return settlement.get().verdict();
    }
    if (equivalence.isPresent() && equivalence.get().isShown()) {
      return Verdict.EQUIVALENT;
    }
    if (!isSignificant()) {
      return Verdict.UNDECIDED;
    }
    return difference().mean() > 0 ? Verdict.BETTER : Verdict.WORSE;
  }

  /** See {@link McNemar#pooled}. */
  public McNemar pooled() {
    return outcome.comparison().pooled();
  }

  /** One entry for each seed that both have. */
  public List<OfSeed> seeds() {
    PairedComparison comparison = outcome.comparison();
    List<Long> seeds = comparison.seeds();
    return IntStream.range(0, seeds.size())
        .mapToObj(
            i ->
                new OfSeed(
                    seeds.get(i),
                    comparison.differences().values().get(i),
                    comparison.perSeed().get(i),
                    Histories.firstDifference(
                        first.replicates().ofSeed(seeds.get(i)).history(),
                        second.replicates().ofSeed(seeds.get(i)).history())))
        .toList();
  }
}
