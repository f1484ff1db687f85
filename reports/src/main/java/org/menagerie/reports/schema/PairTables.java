package org.menagerie.reports.schema;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.menagerie.reports.evidence.Pair;
import org.menagerie.reports.evidence.Pairs;
import org.menagerie.reports.evidence.Report;
import org.menagerie.reports.statistics.Interval;

/**
 * {@code pairs}, {@code engines} and {@code pair_seeds}: groups compared, and their single runs.
 */
final class PairTables {
  private PairTables() {}

  static DataTable models(Report report) {
    return DataTable.of(
        "pairs",
        "Pairs of models",
        fields(report.models(), false),
        report.models().pairs(),
        notes(report.models()));
  }

  static DataTable engines(Report report) {
    return DataTable.of(
        "engines",
        "Engines",
        fields(report.engines(), true),
        report.engines().pairs(),
        notes(report.engines()));
  }

  private static List<Field<Pair>> fields(Pairs pairs, boolean engines) {
    List<Field<Pair>> fields = new ArrayList<>();
    fields.add(Field.forPrograms("first_group", pair -> new Cell.Whole(pair.first().number())));
    fields.add(Field.forPrograms("second_group", pair -> new Cell.Whole(pair.second().number())));
    if (engines) {
      fields.add(Field.text("model", "model", pair -> pair.first().spec().modelId()));
      fields.add(
          Field.identity("recipe", "recipe", pair -> pair.first().finding().recipe().text()));
      fields.add(Field.text("first", "first", pair -> pair.first().spec().engine()));
      fields.add(Field.text("second", "second", pair -> pair.second().spec().engine()));
    } else {
      fields.add(Field.text("first", "first", pair -> pair.first().name()));
      fields.add(Field.text("second", "second", pair -> pair.second().name()));
    }
    fields.add(
        Field.forPrograms("seeds", pair -> new Cell.Wholes(pair.outcome().comparison().seeds())));
    fields.add(Field.of("n", "seeds", pair -> new Cell.Whole(pair.differences().size())));
    fields.add(Field.forPeople("difference", pair -> Cell.differences(pair.differences())));
    fields.add(
        Field.forPrograms("difference_mean", pair -> Cell.difference(pair.differences().mean())));
    fields.add(
        Field.forPrograms(
            "difference_sd", pair -> Cell.decimal(2, pair.differences().standardDeviation())));
    fields.add(
        Field.forPeople(
            "95 %",
            pair ->
                pair.differences()
                    .meanInterval()
                    .map(Cell::differences)
                    .orElseGet(Cell.Missing::new)));
    fields.add(
        Field.forPrograms(
            "difference_low", pair -> end(pair.differences().meanInterval().map(Interval::lower))));
    fields.add(
        Field.forPrograms(
            "difference_high",
            pair -> end(pair.differences().meanInterval().map(Interval::upper))));
    fields.add(
        Field.of(
            "test",
            "test",
            pair ->
                pair.test()
                    .<Cell>map(test -> new Cell.Text(test.name()))
                    .orElseGet(Cell.Missing::new)));
    fields.add(
        Field.of(
            "p",
            "p",
            pair ->
                pair.test()
                    .map(test -> Cell.probability(test.pValue()))
                    .orElseGet(Cell.Missing::new)));
    fields.add(Field.of("p_holm", "p (Holm)", pair -> Cell.probability(pair.adjustedPValue())));
    fields.add(Field.forPrograms("family_size", pair -> new Cell.Whole(pairs.pairs().size())));
    fields.add(
        Field.of(
            "significant",
            "significant",
            pair ->
                pair.test()
                    .<Cell>map(test -> new Cell.Flag(pair.isSignificant()))
                    .orElseGet(Cell.Missing::new)));
    fields.add(
        Field.of(
            "detectable_difference",
            "detectable",
            pair -> Cell.detectable(pair.detectableDifference())));
    fields.add(
        Field.of(
            "only_first_correct",
            "only first right",
            pair -> new Cell.Whole(pair.pooled().onlyFirst())));
    fields.add(
        Field.of(
            "only_second_correct",
            "only second right",
            pair -> new Cell.Whole(pair.pooled().onlySecond())));
    fields.add(
        Field.of("mcnemar_p", "p (McNemar)", pair -> Cell.probability(pair.pooled().pValue())));
    if (engines) {
      fields.add(
          Field.of(
              "first_different_epoch",
              "histories part in epoch",
              pair ->
                  Cell.whole(
                      pair.seeds().stream()
                          .map(Pair.OfSeed::firstDifferentEpoch)
                          .flatMapToInt(OptionalInt::stream)
                          .min())));
    }
    return fields;
  }

  private static Cell end(Optional<Double> value) {
    return value.map(Cell::difference).orElseGet(Cell.Missing::new);
  }

  private static List<String> notes(Pairs pairs) {
    List<String> notes = new ArrayList<>();
    if (pairs.pairs().isEmpty()) {
      return notes;
    }
    notes.add(
        "Difference: final test accuracy of the first minus the second's with the same seed, in"
            + " percentage points: mean ± standard deviation over seeds, and the 95 % interval of"
            + " the mean (t). It takes two seeds or more to test it.");
    notes.add(
        "p (Holm): corrected for the %d %s of this table; significant if it is at most 0.05."
            .formatted(pairs.pairs().size(), pairs.pairs().size() == 1 ? "pair" : "pairs"));
    if (pairs.pairs().stream().anyMatch(pair -> pair.detectableDifference().isPresent())) {
      notes.add(
          "Detectable: the true difference that as many seeds would show with a probability of"
              + " 80 %, at the level of the strictest test.");
    }
    notes.add(
        "p (McNemar): of the single images that only one of the two networks gets right. It speaks"
            + " of the trained networks and not of other seeds, and is not corrected for the number"
            + " of pairs; over several seeds it describes and proves nothing.");
    if (pairs.unpaired() > 0) {
      notes.add(
          "Not compared, since they have no seed in common: %d %s."
              .formatted(pairs.unpaired(), pairs.unpaired() == 1 ? "pair" : "pairs"));
    }
    return notes;
  }

  /** A pair with one of its seeds. */
  private record Row(String question, Pair pair, Pair.OfSeed seed) {}

  static DataTable seeds(Report report) {
    List<Row> rows = new ArrayList<>();
    addRows(rows, "models", report.models());
    addRows(rows, "engines", report.engines());
    return DataTable.of(
        "pair_seeds",
        "Pairs by seed",
        List.of(
            Field.text("question", "question", Row::question),
            Field.of("first_group", "first", row -> new Cell.Whole(row.pair.first().number())),
            Field.of("second_group", "second", row -> new Cell.Whole(row.pair.second().number())),
            Field.of("seed", "seed", row -> new Cell.Whole(row.seed.seed())),
            Field.of("difference", "difference", row -> Cell.difference(row.seed.difference())),
            Field.of(
                "only_first_correct",
                "only first right",
                row -> new Cell.Whole(row.seed.images().onlyFirst())),
            Field.of(
                "only_second_correct",
                "only second right",
                row -> new Cell.Whole(row.seed.images().onlySecond())),
            Field.of(
                "mcnemar_p", "p (McNemar)", row -> Cell.probability(row.seed.images().pValue())),
            Field.of(
                "first_different_epoch",
                "histories part in epoch",
                row -> Cell.whole(row.seed.firstDifferentEpoch()))),
        rows,
        List.of());
  }

  private static void addRows(List<Row> rows, String question, Pairs pairs) {
    for (Pair pair : pairs.pairs()) {
      pair.seeds().forEach(seed -> rows.add(new Row(question, pair, seed)));
    }
  }
}
