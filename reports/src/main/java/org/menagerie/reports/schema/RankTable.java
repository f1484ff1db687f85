package org.menagerie.reports.schema;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;
import org.menagerie.reports.evidence.DatasetRanks;
import org.menagerie.reports.evidence.DatasetRanks.OfPair;
import org.menagerie.reports.evidence.Report;
import org.menagerie.reports.statistics.SignedRank;
import org.menagerie.reports.text.Cells;

/** {@code ranks} and {@code rank_pairs}: models over three data sets or more. */
final class RankTable {
  private static final int PROBABILITY_DIGITS = 4;

  private RankTable() {}

  private record Row(DatasetRanks ranks, int model) {}

  static Table<?> ranks(Report report) {
    List<Row> rows =
        report.ranks().stream()
            .flatMap(ranks -> ranks.fromTheBest().stream().map(model -> new Row(ranks, model)))
            .toList();
    return new Table<Row>(
        "ranks",
        "Over data sets",
        List.of(
            Field.<Row>text("engine", "engine", row -> row.ranks.engine()).saidOnceIfCommon(),
            Field.text("model", "model", row -> row.ranks.models().get(row.model)),
            Field.<Row>integer("datasets", "data sets", row -> row.ranks.datasets().size())
                .saidOnceIfCommon(),
            Field.number(
                "average_rank",
                "average rank",
                row -> Cells.decimal(2, row.ranks.test().averageRanks().get(row.model))),
            Field.<Row>number(
                    "friedman_chi_squared",
                    "Friedman's χ²",
                    row -> Cells.decimal(2, row.ranks.test().chiSquared()))
                .forPrograms(),
            Field.<Row>number(
                    "friedman_p",
                    "p (Friedman)",
                    row -> Cells.probability(OptionalDouble.of(row.ranks.test().pValue())))
                .saidOnceIfCommon(),
            Field.<Row>number(
                    "critical_difference",
                    "critical difference",
                    row -> Cells.decimal(2, row.ranks.criticalDifference()))
                .saidOnceIfCommon()),
        rows,
        audience -> rows.isEmpty() ? List.of() : notes(report));
  }

  private static List<String> notes(Report report) {
    List<String> notes = new ArrayList<>();
    notes.add(
        "Ranks by mean final test accuracy on each data set, 1 for the best, equal ones sharing"
            + " theirs. p (Friedman): that the models differ at all, by the share of"
            + " rearrangements of the ranks that differ as much. Two models differ where their average ranks are as far apart as the critical"
            + " difference (Nemenyi, 5 % for all pairs).");
    report.ranks().stream()
        .filter(ranks -> !ranks.leftOut().isEmpty())
        .map(
            ranks ->
                "Left out on %s, since they were not trained on all data sets: %s."
                    .formatted(ranks.engine(), String.join(", ", ranks.leftOut())))
        .forEach(notes::add);
    return notes;
  }

  static Table<?> pairs(Report report) {
    return new Table<OfPair>(
        "rank_pairs",
        "Pairs over data sets",
        Stream.<Field<OfPair>>of(
                Field.text("engine", "engine", pair -> pair.ranks().engine()),
                Field.text("first", "first", pair -> pair.ranks().models().get(pair.first())),
                Field.text("second", "second", pair -> pair.ranks().models().get(pair.second())),
                Field.number(
                    "rank_difference", "difference", pair -> Cells.difference(pair.difference())),
                Field.number(
                    "p_nemenyi",
                    "p (Nemenyi)",
                    pair -> Cells.probability(OptionalDouble.of(pair.pValue()))),
                Field.flag("significant", "significant", pair -> Optional.of(pair.isSignificant())),
                posterior("p_first_better", SignedRank::first),
                posterior("p_equivalent", SignedRank::equivalent),
                posterior("p_second_better", SignedRank::second))
            .map(Field::forPrograms)
            .toList(),
        report.ranks().stream().flatMap(ranks -> ranks.pairs().stream()).toList(),
        audience -> List.of());
  }

  private static Field<OfPair> posterior(String key, ToDoubleFunction<SignedRank> probability) {
    return Field.number(
        key,
        key,
        pair ->
            Cells.decimal(
                PROBABILITY_DIGITS,
                pair.posterior().stream().mapToDouble(probability).findFirst()));
  }
}
