package org.menagerie.reports.schema;

import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.Stream;
import org.menagerie.reports.evidence.Pair;
import org.menagerie.reports.evidence.Pairs;
import org.menagerie.reports.evidence.Report;
import org.menagerie.reports.text.Cells;

/** {@code pair_seeds}: the single runs of the groups compared; for programs only. */
final class PairSeedTable {
  private PairSeedTable() {}

  /** A pair with one of its seeds. */
  private record Row(String question, Pair pair, Pair.OfSeed seed) {}

  static Table<?> of(Report report) {
    return new Table<>(
        "pair_seeds",
        "Pairs by seed",
        Stream.<Field<Row>>of(
                Field.text("question", "question", Row::question),
                Field.integer("first_group", "first", row -> row.pair.first().number()),
                Field.integer("second_group", "second", row -> row.pair.second().number()),
                Field.integer("seed", "seed", row -> row.seed.seed()),
                Field.number(
                    "difference", "difference", row -> Cells.difference(row.seed.difference())),
                Field.integer(
                    "only_first_correct", "only first right", row -> row.seed.images().onlyFirst()),
                Field.integer(
                    "only_second_correct",
                    "only second right",
                    row -> row.seed.images().onlySecond()),
                Field.number(
                    "mcnemar_p",
                    "p (McNemar)",
                    row -> Cells.probability(OptionalDouble.of(row.seed.images().pValue()))),
                Field.integerCell(
                    "first_different_epoch",
                    "histories part in epoch",
                    row -> Cells.integer(row.seed.firstDifferentEpoch())))
            .map(Field::forPrograms)
            .toList(),
        Stream.concat(rows("models", report.models()), rows("engines", report.engines())).toList(),
        audience -> List.of());
  }

  private static Stream<Row> rows(String question, Pairs pairs) {
    return pairs.pairs().stream()
        .flatMap(pair -> pair.seeds().stream().map(seed -> new Row(question, pair, seed)));
  }
}
