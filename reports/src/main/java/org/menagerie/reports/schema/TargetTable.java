package org.menagerie.reports.schema;

import java.util.List;
import org.menagerie.reports.evidence.Group;
import org.menagerie.reports.evidence.Report;
import org.menagerie.reports.evidence.TargetRecord;
import org.menagerie.reports.evidence.Verdict;

/** {@code targets}: one row for each target of each group. */
final class TargetTable {
  private TargetTable() {}

  private record Row(Group group, TargetRecord target) {}

  static DataTable of(Report report) {
    return DataTable.of(
        "targets",
        "Targets",
        List.of(
            Field.of("group", "#", row -> new Cell.Whole(row.group.number())),
            Field.text("name", "model", row -> row.group.name()),
            Field.text("target", "target", row -> row.target.target().statement()),
            Field.of("met", "met", row -> count(row, Verdict.MET)),
            Field.of("met_earlier", "met earlier*", row -> count(row, Verdict.MET_EARLIER)),
            Field.of("missed", "missed", row -> count(row, Verdict.MISSED))),
        report.groups().stream()
            .flatMap(group -> group.targets().stream().map(target -> new Row(group, target)))
            .toList(),
        List.of(
            "Numbers of runs. * An earlier epoch reaches the target and the final one does not: met"
                + " by choosing on test data."));
  }

  private static Cell count(Row row, Verdict verdict) {
    return new Cell.Whole(row.target.count(verdict));
  }
}
