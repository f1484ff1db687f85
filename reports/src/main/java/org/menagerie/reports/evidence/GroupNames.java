package org.menagerie.reports.evidence;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.joining;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.IntStream;

/** Names that tell groups apart and are no longer than that takes. */
final class GroupNames {
  private GroupNames() {}

  static List<String> of(List<Finding> findings, DatasetLabels datasets) {
    List<Function<Finding, String>> parts =
        List.of(
            finding -> finding.replicates().first().spec().modelId(),
            finding -> finding.replicates().first().spec().engine(),
            finding -> datasets.of(finding.replicates().first()),
            finding -> finding.recipe().text());
    List<Function<Finding, String>> differing = new ArrayList<>(parts.subList(0, 1));
    parts.stream()
        .skip(1)
        .filter(part -> areAmbiguous(findings, differing) && differs(findings, part))
        .forEach(differing::add);
    List<String> names = findings.stream().map(finding -> name(finding, differing)).toList();
    Map<String, Long> frequencies =
        names.stream().collect(groupingBy(Function.identity(), counting()));
    return IntStream.range(0, names.size())
        .mapToObj(
            i ->
                frequencies.getOrDefault(names.get(i), 0L) == 1
                    ? names.get(i)
                    : names.get(i) + " #" + (i + 1))
        .toList();
  }

  private static boolean differs(List<Finding> findings, Function<Finding, String> part) {
    return findings.stream().map(part).distinct().count() > 1;
  }

  private static boolean areAmbiguous(
      List<Finding> findings, List<Function<Finding, String>> parts) {
    return findings.stream().map(finding -> name(finding, parts)).distinct().count()
        < findings.size();
  }

  private static String name(Finding finding, List<Function<Finding, String>> parts) {
    return parts.stream().map(part -> part.apply(finding)).collect(joining(" · "));
  }
}
