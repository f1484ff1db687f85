package org.menagerie.reports.headline;

import static org.menagerie.reports.headline.Wording.count;
import static org.menagerie.reports.headline.Wording.different;
import static org.menagerie.reports.headline.Wording.sentence;

import java.util.IntSummaryStatistics;
import java.util.List;
import java.util.Optional;
import org.menagerie.reports.evidence.Group;
import org.menagerie.reports.evidence.Report;

/** What was trained. */
final class Scope {
  private Scope() {}

  static List<String> of(Report report) {
    IntSummaryStatistics seeds =
        report.groups().stream().mapToInt(g -> g.replicates().seeds().size()).summaryStatistics();
    return List.of(
        sentence(
            "%s of %s on %s, trained on %s with %s each%s.",
            count(report.runs().size(), "run"),
            count(different(report, group -> group.spec().modelId()).size(), "model"),
            String.join(" and ", different(report, group -> group.spec().engine())),
            String.join(", ", different(report, Group::dataset)),
            seeds.getMin() == seeds.getMax()
                ? count(seeds.getMax(), "seed")
                : seeds.getMin() + " to " + seeds.getMax() + " seeds",
            folds(report)));
  }

  private static String folds(Report report) {
    List<Optional<Integer>> folds =
        report.groups().stream().map(group -> group.replicates().folds()).distinct().toList();
    if (folds.size() > 1) {
      return ", some of them in folds";
    }
    return folds.get(0).map(" in %d folds"::formatted).orElse("");
  }
}
