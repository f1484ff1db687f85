package org.menagerie.reports.headline;

import java.util.List;
import java.util.function.Function;
import org.menagerie.reports.evidence.Report;

/** All sentences of a report; each kind of finding has a class that words it. */
public final class Headlines {
  private static final List<Function<Report, List<String>>> KINDS =
      List.of(
          Scope::of,
          Validation::of,
          Report::remarks,
          PooledVersions::of,
          MixedSpeeds::of,
          HighestAccuracy::of,
          FoldDifferences::of,
          ModelDifferences::of,
          Settlements::of,
          MissingVerdicts::of,
          MetricDifferences::of,
          TimeToAccuracy::of,
          OverDatasets::of,
          SeedSpreads::of,
          PublishedFigures::of,
          Targets::of,
          EngineDifferences::of);

  private Headlines() {}

  /** The sentences, the most general first; names in them are as plug-ins state them. */
  public static List<String> of(Report report) {
    return KINDS.stream().map(kind -> kind.apply(report)).flatMap(List::stream).toList();
  }
}
