package org.menagerie.reports.headline;

import static java.util.stream.Collectors.joining;
import static org.menagerie.reports.headline.Wording.different;
import static org.menagerie.reports.headline.Wording.sentence;

import java.util.List;
import org.menagerie.reports.evidence.Group;
import org.menagerie.reports.evidence.Measurement;
import org.menagerie.reports.evidence.Protocol;
import org.menagerie.reports.evidence.Report;
import org.menagerie.reports.statistics.Interval;

/** Which model came out highest on each data set; other data say nothing of each other. */
final class HighestAccuracy {
  private HighestAccuracy() {}

  static List<String> of(Report report) {
    return different(report, Group::dataset).stream()
        .map(
            data ->
                report.groups().stream()
                    // Folds are trained on fewer images, and are not for the test set.
                    .filter(g -> g.dataset().equals(data) && g.replicates().folds().isEmpty())
                    .toList())
        .filter(groups -> groups.size() > 1)
        .map(HighestAccuracy::among)
        .toList();
  }

  private static String among(List<Group> groups) {
    double highest = groups.stream().mapToDouble(HighestAccuracy::of).max().orElseThrow();
    List<Group> first = groups.stream().filter(group -> of(group) == highest).toList();
    Measurement measurement = first.get(0).replicates().measured(Protocol.FINAL);
    Interval interval = measurement.interval();
    return sentence(
        "The highest %sfinal test accuracy on %s is %.2f %% (%s: %.2f–%.2f), of %s. Being the"
            + " highest of several, it is likely to be a little lucky.%s",
        groups.stream().anyMatch(HighestAccuracy::isMean) ? "mean " : "",
        first.get(0).dataset(),
        highest,
        measurement.predicts() ? "95 %, one further run" : "95 %, other test images",
        interval.lower(),
        interval.upper(),
        first.stream().map(Group::name).collect(joining(" and ")),
        first.stream().anyMatch(group -> group.replicates().stoppedOnTest())
            ? " It stopped on the test accuracy, which makes it optimistic besides."
            : "");
  }

  private static boolean isMean(Group group) {
    return group.replicates().measured(Protocol.FINAL).runs().size() > 1;
  }

  private static double of(Group group) {
    return group.replicates().measured(Protocol.FINAL).accuracy().mean();
  }
}
