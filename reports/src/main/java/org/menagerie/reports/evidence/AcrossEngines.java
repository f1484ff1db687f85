package org.menagerie.reports.evidence;

import static java.util.function.Function.identity;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toList;
import static java.util.stream.Collectors.toMap;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * One training, repeated on several engines.
 *
 * @param byEngine what the replicates on each engine say; at least one
 */
public record AcrossEngines(SortedMap<String, Finding> byEngine) {

  public AcrossEngines {
    byEngine = Collections.unmodifiableSortedMap(new TreeMap<>(byEngine));
    if (byEngine.isEmpty()) {
      throw new IllegalArgumentException("something was trained on at least one engine");
    }
  }

  /** Puts together what differs in its engine alone, in the order of each one's first. */
  public static List<AcrossEngines> of(List<Finding> findings) {
    return findings.stream()
        .collect(
            groupingBy(
                finding -> Kind.of(finding.replicates().first()).onAnyEngine(),
                LinkedHashMap::new,
                toList()))
        .values()
        .stream()
        .map(AcrossEngines::ofOne)
        .toList();
  }

  private static AcrossEngines ofOne(List<Finding> findings) {
    return new AcrossEngines(
        findings.stream()
            .collect(
                toMap(
                    finding -> finding.replicates().first().spec().engine(),
                    identity(),
                    (first, second) -> first,
                    TreeMap::new)));
  }

  /** One of the findings, which speaks for all in what they have in common. */
  public Finding first() {
    return byEngine.get(byEngine.firstKey());
  }

  /** What the replicates on an engine say, if there are any. */
  public Optional<Finding> on(String engine) {
    return Optional.ofNullable(byEngine.get(engine));
  }
}
