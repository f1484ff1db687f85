package org.menagerie.reports.evidence;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.function.Function;
import org.menagerie.reports.statistics.Holm;
import org.menagerie.reports.statistics.Sample;
import org.menagerie.reports.statistics.SeedsNeeded;

/**
 * How many seeds it takes to find a difference between models, judging by how their runs have
 * spread so far.
 *
 * @param pairs of models on one engine and data set, of which both have two seeds or more
 * @param unknown groups of a single seed, which says nothing of its spread
 */
public record SeedPlan(List<OfPair> pairs, List<Group> unknown) {

  public SeedPlan {
    pairs = List.copyOf(pairs);
    unknown = List.copyOf(unknown);
  }

  /**
   * Two models.
   *
   * @param deviation of the difference of two single runs, in percentage points
   * @param alone seeds of each if the pair were the only one; none if more than {@link
   *     SeedsNeeded#MOST}, or if nothing spreads
   * @param together seeds of each, corrected for all pairs (by Bonferroni, as Holm's correction
   *     treats the smallest p-value)
   * @param cautious the same if the spread is the largest that is plausible; see {@link
   *     SeedsNeeded#cautiously}
   */
  public record OfPair(
      Group first,
      Group second,
      double deviation,
      OptionalInt alone,
      OptionalInt together,
      OptionalInt cautious) {}

  /**
   * The plan by the runs of a report.
   *
   * @param difference of two means that is to be found, in percentage points
   * @param power the probability of finding it
   * @param family how many pairs are going to be tested; of pairs whose spread is not known yet,
   *     too
   */
  public static SeedPlan of(Report report, double difference, double power, long family) {
    SeedsNeeded alone = new SeedsNeeded(difference, power, ComparisonFamily.LEVEL);
    SeedsNeeded together =
        new SeedsNeeded(
            difference, power, Holm.strictestLevel(ComparisonFamily.LEVEL, Math.max(1, family)));
    List<OfPair> pairs = new ArrayList<>();
    List<Group> known =
        report.groups().stream().filter(group -> group.replicates().runs().size() > 1).toList();
    for (int i = 0; i < known.size(); i++) {
      for (Group second : known.subList(i + 1, known.size())) {
        Group first = known.get(i);
        if (Report.arena(first).equals(Report.arena(second))) {
          Sample one = accuracies(first);
          Sample other = accuracies(second);
          pairs.add(
              new OfPair(
                  first,
                  second,
                  Math.hypot(
                      one.standardDeviation().orElseThrow(),
                      other.standardDeviation().orElseThrow()),
                  alone.of(one, other),
                  together.of(one, other),
                  together.cautiously(one, other)));
        }
      }
    }
    return new SeedPlan(
        pairs, report.groups().stream().filter(group -> !known.contains(group)).toList());
  }

  private static Sample accuracies(Group group) {
    return group.measured(Protocol.FINAL).accuracy();
  }

  /**
   * The most that any pair takes, so that all are found.
   *
   * @param seeds one of those of a pair
   * @return none if a pair takes more than can be said
   */
  public OptionalInt most(Function<OfPair, OptionalInt> seeds) {
    if (pairs.isEmpty() || pairs.stream().anyMatch(pair -> seeds.apply(pair).isEmpty())) {
      return OptionalInt.empty();
    }
    return pairs.stream().map(seeds).mapToInt(OptionalInt::getAsInt).max();
  }
}
