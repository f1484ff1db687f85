package org.menagerie.reports.schema;

import java.util.List;
import java.util.stream.Stream;
import org.menagerie.reports.evidence.Pair;
import org.menagerie.reports.evidence.Pairs;
import org.menagerie.reports.evidence.Report;
import org.menagerie.reports.evidence.Settlement.Look;
import org.menagerie.reports.statistics.Interval;
import org.menagerie.reports.text.Cells;

/** {@code looks}: how the verdicts on pairs came about, seed by seed. */
final class LookTable {
  private LookTable() {}

  /** A pair after one of its seeds. */
  private record Row(String question, Pair pair, Look look) {}

  static Table<?> of(Report report) {
    return new Table<>(
        "looks",
        "Pairs seed by seed",
        List.of(
            Field.<Row>text("question", "question", Row::question).forPrograms(),
            Field.<Row>integer("first_group", "first #", row -> row.pair.first().number())
                .forPrograms(),
            Field.<Row>integer("second_group", "second #", row -> row.pair.second().number())
                .forPrograms(),
            Field.<Row>text("first", "first", row -> row.pair.first().name()).forPeople(),
            Field.<Row>text("second", "second", row -> row.pair.second().name()).forPeople(),
            Field.integer("n", "seeds", row -> row.look.seeds()),
            Field.number(
                "difference_mean", "difference", row -> Cells.difference(row.look.difference())),
            Field.<Row>number(
                    "anytime_interval",
                    "95 % at any time",
                    row -> Cells.differences(row.look.interval()))
                .forPeople(),
            Field.<Row>number(
                    "anytime_low",
                    "low",
                    row -> PairTable.end(row.look.interval(), Interval::lower))
                .forPrograms(),
            Field.<Row>number(
                    "anytime_high",
                    "high",
                    row -> PairTable.end(row.look.interval(), Interval::upper))
                .forPrograms()),
        Stream.concat(rows("models", report.models()), rows("engines", report.engines())).toList(),
        audience -> List.of());
  }

  private static Stream<Row> rows(String question, Pairs pairs) {
    return pairs.pairs().stream()
        .flatMap(
            pair ->
                pair.settlement().stream()
                    .flatMap(settlement -> settlement.looks().stream())
                    .map(look -> new Row(question, pair, look)));
  }
}
