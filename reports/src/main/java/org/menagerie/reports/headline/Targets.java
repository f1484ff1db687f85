package org.menagerie.reports.headline;

import static java.util.Comparator.naturalOrder;
import static org.menagerie.reports.headline.Wording.count;
import static org.menagerie.reports.headline.Wording.sentence;

import java.util.List;
import java.util.Optional;
import org.menagerie.reports.evidence.Group;
import org.menagerie.reports.evidence.Report;
import org.menagerie.reports.evidence.TargetRecord;
import org.menagerie.reports.evidence.Verdict;

/** How many models meet what their authors have aimed at. */
final class Targets {
  private Targets() {}

  static List<String> of(Report report) {
    List<Verdict> worst =
        report.groups().stream().map(Targets::worst).flatMap(Optional::stream).toList();
    return worst.isEmpty()
        ? List.of()
        : List.of(
            sentence(
                "Of %s with targets of their own, %d meet all of them with every seed, %d more if"
                    + " an earlier epoch may be chosen on the test set.",
                count(worst.size(), "group"),
                worst.stream().filter(Verdict.MET::equals).count(),
                worst.stream().filter(Verdict.MET_EARLIER::equals).count()));
  }

  private static Optional<Verdict> worst(Group group) {
    return group.targets().stream().map(TargetRecord::worst).max(naturalOrder());
  }
}
