package org.menagerie.reports.evidence;

import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.toCollection;

import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.OptionalInt;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * The versions of an engine's numbers that runs were computed at. Where they are not all the same,
 * bits differ though the runs' specifications do not: see {@link
 * org.menagerie.api.engine.Engine#numericVersion}.
 *
 * @param engine of the runs
 * @param recorded each once
 * @param someUnrecorded whether there are runs that do not say, as those of results of schema
 *     version 3 and before
 */
public record NumericVersions(String engine, SortedSet<Integer> recorded, boolean someUnrecorded) {

  public NumericVersions {
    recorded = Collections.unmodifiableSortedSet(new TreeSet<>(recorded));
  }

  /** Those of an engine's runs. */
  public static NumericVersions of(String engine, Collection<OptionalInt> versions) {
    return new NumericVersions(
        engine,
        versions.stream()
            .flatMapToInt(OptionalInt::stream)
            .boxed()
            .collect(toCollection(TreeSet::new)),
        versions.stream().anyMatch(OptionalInt::isEmpty));
  }

  /** Whether there is more than one; runs that do not say count as being of another one. */
  public boolean areMixed() {
    return recorded.size() + (someUnrecorded ? 1 : 0) > 1;
  }

  /**
   * A sentence on those who pool runs of these versions.
   *
   * @param names of them, at least one
   * @param future whether they are going to, and have not yet
   */
  public String pooledBy(List<String> names, boolean future) {
    String verb = future ? "would pool" : names.size() == 1 ? "pools" : "pool";
    return "%s %s %s: their last digits differ, so that a run repeated at another version ends as another seed might."
        .formatted(and(names), verb, words());
  }

  private String words() {
    String versions = and(recorded.stream().map(String::valueOf).toList());
    return "runs of numeric version%s %s of %s%s"
        .formatted(
            recorded.size() == 1 ? "" : "s",
            versions,
            engine,
            someUnrecorded ? " and runs that record none" : "");
  }

  private static String and(List<String> parts) {
    int last = parts.size() - 1;
    return last == 0
        ? parts.get(0)
        : parts.stream().limit(last).collect(joining(", ")) + " and " + parts.get(last);
  }
}
