package org.menagerie.reports.headline;

import static org.menagerie.reports.headline.Wording.count;
import static org.menagerie.reports.headline.Wording.sentence;

import java.util.List;
import java.util.Optional;
import org.menagerie.reports.evidence.Group;
import org.menagerie.reports.evidence.Report;
import org.menagerie.reports.evidence.TargetVerdict;

/** How many models meet what their authors have aimed at. */
final class Targets {
  private Targets() {}

  static List<String> of(Report report) {
    List<TargetVerdict> worst =
        report.groups().stream().map(Group::target).flatMap(Optional::stream).toList();
    return worst.isEmpty()
        ? List.of()
        : List.of(
            sentence(
                "Of %s with targets of their own, %d meet all of them with every seed, %d more if"
                    + " an epoch may be chosen on the test set.",
                count(worst.size(), "group"),
                worst.stream().filter(TargetVerdict.MET::equals).count(),
                worst.stream().filter(TargetVerdict.MET_EARLIER::equals).count()));
  }
}
