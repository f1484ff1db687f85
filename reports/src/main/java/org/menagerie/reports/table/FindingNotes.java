package org.menagerie.reports.table;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.menagerie.reports.evidence.Finding;
import org.menagerie.reports.evidence.Protocol;
import org.menagerie.reports.evidence.Replicates;
import org.menagerie.reports.evidence.Reproduction;
import org.menagerie.reports.evidence.Reproduction.Ruling;

/** The sentences below a table with one row per group of replicates. */
final class FindingNotes {
  private FindingNotes() {}

  /** The notes that a table needs, in order, free of what would steer a terminal. */
  static List<String> of(ReplicatesTable table) {
    List<Finding> findings = table.findings();
    List<String> notes = new ArrayList<>();
    List<Replicates> groups = findings.stream().map(Finding::replicates).toList();
    if (groups.stream().anyMatch(group -> group.runs().size() > 1)) {
      notes.add("±: standard deviation over seeds.");
    }
    notes.add("* Best epoch of each run: chosen on the test set, hence optimistic.");
    addIntervals(notes, groups);
    addRulings(notes, findings);
    notes.addAll(
        StandingNotes.of(
            findings,
            finding -> finding.publication().standing(),
            FindingColumns.DATASET,
            FindingColumns.MODEL));
    long repeats = groups.stream().mapToLong(group -> group.repeats().size()).sum();
    if (repeats > 0) {
      notes.add(
          "Left out: %d %s a seed that its group already has."
              .formatted(repeats, repeats == 1 ? "run with" : "runs, each with"));
    }
    return notes;
  }

  private static void addIntervals(List<String> notes, List<Replicates> groups) {
    if (groups.stream().anyMatch(FindingNotes::predicts)) {
      notes.add(
          "Interval with three or more seeds: 95 %, for one further run with another seed"
              + " (prediction interval, t).");
    }
    if (!groups.stream().allMatch(FindingNotes::predicts)) {
      notes.add(
          "Interval with fewer than three seeds: 95 %, Wilson's; it covers other test images, not"
              + " other seeds.");
    }
  }

  private static boolean predicts(Replicates group) {
    return group.measured(Protocol.FINAL).predicts();
  }

  private static void addRulings(List<String> notes, List<Finding> findings) {
    Set<Ruling> rulings =
        findings.stream()
            .flatMap(finding -> Arrays.stream(Protocol.values()).map(finding::reproduction))
            .flatMap(Optional::stream)
            .map(Reproduction::ruling)
            .collect(Collectors.toSet());
    if (rulings.stream().anyMatch(ruling -> ruling != Ruling.INDICATIVE)) {
      notes.add(
          "Verdict: reproduced if the published figure lies inside the interval, exceeded if the"
              + " interval lies above it, not reproduced if below.");
    }
    if (rulings.contains(Ruling.INDICATIVE)) {
      notes.add(
          "Indicative: with fewer than three seeds there is no verdict, only where the interval"
              + " lies: the published figure inside, or all of it above or below the figure.");
    }
    String changed =
        StandingNotes.names(
            findings,
            finding -> finding.publication().model().isPresent() && !finding.recipe().original(),
            FindingColumns.MODEL);
    if (!changed.isEmpty()) {
      notes.add(
          "Not judged, since settings differ from those of the model's recipe: %s."
              .formatted(changed));
    }
  }
}
