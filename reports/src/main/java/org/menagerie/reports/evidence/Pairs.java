package org.menagerie.reports.evidence;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.function.BiPredicate;
import java.util.stream.IntStream;
import org.menagerie.reports.statistics.PairedPower;
import org.menagerie.reports.statistics.Sample;

/**
 * Answers to one question, such as which model is better: one family of tests.
 *
 * @param pairs that were compared
 * @param unpaired how many pairs could not be, since they have no seed in common
 * @param level that the smallest p-value of the family is held against
 */
public record Pairs(List<Pair> pairs, int unpaired, double level) {

  public Pairs {
    pairs = List.copyOf(pairs);
  }

  /** Each group with each later one that the question is about. */
  static Pairs of(List<Group> groups, BiPredicate<Group, Group> question) {
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
    return new Pairs(compared(asked), unpaired, level(asked.size()));
  }

  private static double level(int pairs) {
    return ComparisonFamily.LEVEL / Math.max(1, pairs);
  }

  private static List<Pair> compared(List<List<Group>> asked) {
    List<ComparisonFamily.Outcome> outcomes =
        new ComparisonFamily(
                asked.stream()
                    .map(p -> PairedComparison.of(p.get(0).replicates(), p.get(1).replicates()))
                    .toList())
            .outcomes();
    // It grows with the deviation alone, and finding it for one of 1 takes a while.
    Map<Integer, Double> forDeviationOfOne = new HashMap<>();
    return IntStream.range(0, asked.size())
        .mapToObj(
            i -> {
              Sample differences = outcomes.get(i).comparison().differences();
              OptionalDouble deviation = differences.standardDeviation();
              return new Pair(
                  asked.get(i).get(0),
                  asked.get(i).get(1),
                  outcomes.get(i),
                  deviation.orElse(0) == 0
                      ? OptionalDouble.empty()
                      : OptionalDouble.of(
                          deviation.getAsDouble()
                              * forDeviationOfOne.computeIfAbsent(
                                  differences.size(),
                                  n ->
                                      PairedPower.detectableDifference(
                                          1, n, level(asked.size())))));
            })
        .toList();
  }

  private static boolean shareSeeds(Group first, Group second) {
    return !Collections.disjoint(first.replicates().seeds(), second.replicates().seeds());
  }
}
