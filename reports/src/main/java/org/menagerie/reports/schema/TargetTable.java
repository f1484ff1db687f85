package org.menagerie.reports.schema;

import java.util.List;
import org.menagerie.reports.evidence.Group;
import org.menagerie.reports.evidence.Report;
import org.menagerie.reports.evidence.TargetRecord;
import org.menagerie.reports.evidence.TargetVerdict;

/** {@code targets}: one row for each target of each group. */
final class TargetTable {
  private TargetTable() {}

  /** A target of a group. */
  private record Row(Group group, TargetRecord target) {}

  static Table<?> of(Report report) {
    return new Table<>(
        "targets",
        "Targets",
        List.of(
            Field.<Row>integer("group", "#", row -> row.group.number())
                .only(Audience.PROGRAM, Audience.PAGE),
            Field.<Row>text("name", "model", row -> row.group.name())
                .only(Audience.PROGRAM, Audience.PAGE),
            Field.text("target", "target", row -> row.target.target().statement()),
            count("met", "met", TargetVerdict.MET),
            count("met_earlier", "met earlier*", TargetVerdict.MET_EARLIER),
            count("missed", "missed", TargetVerdict.MISSED)),
        report.groups().stream()
            .flatMap(group -> group.targets().stream().map(target -> new Row(group, target)))
            .toList(),
        audience ->
            List.of(
                "Numbers of runs. What counts is the last epoch that the target allows, or the final"
                    + " one. * An earlier epoch reaches the target, or one at which the run stopped"
                    + " for its test accuracy: met by choosing on test data."));
  }

  private static Field<Row> count(String key, String title, TargetVerdict verdict) {
    return Field.integer(key, title, row -> row.target.count(verdict));
  }
}
