package org.menagerie.reports.headline;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.menagerie.reports.evidence.Group;
import org.menagerie.reports.evidence.Report;
import org.menagerie.training.run.Machine;

/** Which groups hold runs whose speeds say nothing of each other, and are averaged all the same. */
final class MixedSpeeds {
  private static final int MOST_NAMES = 3;

  private MixedSpeeds() {}

  /** A sentence for each mixture of threads and machines; none if no group has one. */
  static List<String> of(Report report) {
    Map<String, List<String>> names =
        report.groups().stream()
            .filter(group -> !mixture(group).isEmpty())
            .collect(
                groupingBy(
                    MixedSpeeds::mixture, LinkedHashMap::new, mapping(Group::name, toList())));
    return names.entrySet().stream()
        .map(
            mixed ->
                "Speeds of %s are averages of runs %s: they are those of neither."
                    .formatted(someOf(mixed.getValue()), mixed.getKey()))
        .toList();
  }

  private static String mixture(Group group) {
    List<String> threads =
        group.replicates().runs().stream()
            .map(run -> run.spec().threads())
            .distinct()
            .sorted()
            .map(String::valueOf)
            .toList();
    List<String> machines =
        group.replicates().runs().stream()
            .map(run -> machine(run.provenance().machine()))
            .distinct()
            .toList();
    List<String> parts = new ArrayList<>();
    if (threads.size() > 1) {
      parts.add("with %s threads".formatted(and(threads)));
    }
    if (machines.size() > 1) {
      parts.add("on different machines (%s)".formatted(someOf(machines)));
    }
    return String.join(" and ", parts);
  }

  /** What an epoch's time depends on. */
  private static String machine(Machine machine) {
    return "%s, %d processors".formatted(machine.cpu(), machine.processors());
  }

  private static String someOf(List<String> parts) {
    int more = parts.size() - MOST_NAMES;
    return more > 0
        ? "%s and %,d more".formatted(parts.stream().limit(MOST_NAMES).collect(joining("; ")), more)
        : String.join("; ", parts);
  }

  private static String and(List<String> parts) {
    int last = parts.size() - 1;
    return parts.stream().limit(last).collect(joining(", ")) + " and " + parts.get(last);
  }
}
