package org.menagerie.reports.evidence;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.BiPredicate;
import java.util.stream.IntStream;
import org.menagerie.reports.evidence.PairedComparison.Design;

/**
 * Answers to one question, such as which model is better: one family of tests.
 *
 * @param pairs that were compared
 * @param unpaired how many pairs could not be, since they have no seed in common
 */
public record Pairs(List<Pair> pairs, int unpaired) {

  public Pairs {
    pairs = List.copyOf(pairs);
  }

  /** How many of them have enough seeds for a test: what p-values are corrected for. */
  public int familySize() {
    return (int) pairs.stream().filter(pair -> pair.outcome().comparison().canBeTested()).count();
  }

  /** Each group with each later one that the question is about. */
  static Pairs of(List<Group> groups, BiPredicate<Group, Group> question, Design design) {
    List<List<Group>> asked = new ArrayList<>();
    int unpaired = 0;
    for (int i = 0; i < groups.size(); i++) {
      for (Group second : groups.subList(i + 1, groups.size())) {
        Group first = groups.get(i);
        if (question.test(first, second)) {
          if (shareSeeds(first, second)) {
            asked.add(List.of(first, second));
          } else {
            unpaired++;
          }
        }
      }
    }
    return new Pairs(compared(asked, design), unpaired);
  }

  private static List<Pair> compared(List<List<Group>> asked, Design design) {
    ComparisonFamily family =
        new ComparisonFamily(
            asked.stream()
                .map(p -> PairedComparison.of(p.get(0).replicates(), p.get(1).replicates(), design))
                .toList());
    List<ComparisonFamily.Outcome> outcomes = family.outcomes();
    DetectableDifferences detectable = new DetectableDifferences(family.strictestLevel());
    return IntStream.range(0, asked.size())
        .mapToObj(
            i ->
                new Pair(
                    asked.get(i).get(0),
                    asked.get(i).get(1),
                    outcomes.get(i),
                    detectable.of(outcomes.get(i).comparison().difference())))
        .toList();
  }

  private static boolean shareSeeds(Group first, Group second) {
    return !Collections.disjoint(first.replicates().seeds(), second.replicates().seeds());
  }
}
