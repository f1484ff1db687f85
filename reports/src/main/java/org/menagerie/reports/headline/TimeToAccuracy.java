package org.menagerie.reports.headline;

import static org.menagerie.reports.headline.Wording.count;
import static org.menagerie.reports.headline.Wording.points;
import static org.menagerie.reports.headline.Wording.sentence;

import java.util.Comparator;
import java.util.List;
import org.menagerie.reports.evidence.Crossings;
import org.menagerie.reports.evidence.Crossings.Kind;
import org.menagerie.reports.evidence.Crossings.OfGroup;
import org.menagerie.reports.evidence.Crossings.Unit;
import org.menagerie.reports.evidence.Report;

/** Which model reaches a threshold first. */
final class TimeToAccuracy {
  private TimeToAccuracy() {}

  static List<String> of(Report report) {
    return report.crossings().map(crossings -> List.of(of(crossings))).orElse(List.of());
  }

  private static String of(Crossings crossings) {
    List<OfGroup> stable =
        crossings.groups().stream().filter(row -> row.kind() == Kind.STABLE).toList();
    long runs = stable.stream().mapToLong(row -> row.epochs().size()).sum();
    long reached = stable.stream().mapToLong(OfGroup::reached).sum();
    return sentence(
            "%d of %s reached %s %% and stayed there.",
            reached, count(runs, "run"), points(crossings.threshold()))
        + stable.stream()
            .filter(row -> row.by(Unit.SECONDS).median().isPresent())
            .min(Comparator.comparingDouble(TimeToAccuracy::seconds))
            .map(
                row ->
                    sentence(
                        " %s took the least time for it: %.1f s of training in %.1f epochs"
                            + " (medians over %s).",
                        row.group().name(),
                        seconds(row),
                        row.by(Unit.EPOCHS).median().orElseThrow(),
                        count(row.epochs().size(), "seed")))
            .orElse("");
  }

  private static double seconds(OfGroup row) {
    return row.by(Unit.SECONDS).median().orElseThrow();
  }
}
