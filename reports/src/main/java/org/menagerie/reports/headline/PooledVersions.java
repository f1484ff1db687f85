package org.menagerie.reports.headline;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.menagerie.reports.evidence.Group;
import org.menagerie.reports.evidence.NumericVersions;
import org.menagerie.reports.evidence.Report;

/** Which groups hold runs that were computed at different versions of their engine's numbers. */
public final class PooledVersions {
  private PooledVersions() {}

  /** A sentence for each mixture of versions; none if no group has one. */
  public static List<String> of(Report report) {
    Map<NumericVersions, List<String>> names =
        report.groups().stream()
            .filter(group -> group.numericVersions().areMixed())
            .collect(
                groupingBy(
                    Group::numericVersions, LinkedHashMap::new, mapping(Group::name, toList())));
    return names.entrySet().stream()
        .map(mixture -> mixture.getKey().pooledBy(mixture.getValue(), false))
        .toList();
  }
}
