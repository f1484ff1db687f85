package org.menagerie.reports.schema;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import org.menagerie.api.report.ReportCell;
import org.menagerie.reports.evidence.CrossValidations;
import org.menagerie.reports.evidence.CrossValidations.OfGroup;
import org.menagerie.reports.evidence.CrossValidations.OfPair;
import org.menagerie.reports.statistics.Interval;
import org.menagerie.reports.text.Cells;

/** {@code cross_validation} and {@code cross_validation_pairs}: what folds say. */
final class CrossValidationTable {
  private static final String CORRECTED =
      "variance s² (1/n + 1/(k - 1)) over n of k folds, since their training images overlap (Nadeau"
          + " and Bengio 2003)";

  private static final double PERCENT = 100;

  private CrossValidationTable() {}

  static Table<OfGroup> groups(CrossValidations all) {
    List<Field<OfGroup>> fields = new ArrayList<>();
    fields.add(Field.integer("group", "#", row -> row.group().number()));
    fields.add(Field.text("name", "model", row -> row.group().name()));
    fields.add(Field.integer("folds", "folds", OfGroup::of));
    fields.add(Field.integer("n", "trained", row -> row.byFold().size()));
    fields.add(
        Field.<OfGroup>integers("seeds", "seeds", row -> row.group().replicates().seeds())
            .forPrograms());
    fields.add(
        Field.<OfGroup>number(
                "spread",
                "accuracy on folds %",
                row ->
                    Cells.marked(
                        Cells.spread(row.accuracy().values()), row.stoppedEarly() ? "*" : ""))
            .forPeople());
    fields.add(
        Field.<OfGroup>number("mean", "mean", row -> Cells.decimal(2, row.accuracy().mean()))
            .forPrograms());
    fields.add(
        Field.<OfGroup>number(
                "sd", "±", row -> Cells.decimal(2, row.accuracy().values().standardDeviation()))
            .forPrograms());
    fields.add(
        Field.<OfGroup>number("interval", "95 %", row -> Cells.interval(2, interval(row)))
            .forPeople());
    fields.add(end("mean_low", CrossValidationTable::interval, Interval::lower));
    fields.add(end("mean_high", CrossValidationTable::interval, Interval::upper));
    fields.add(
        Field.<OfGroup>flag(
                "stopped_early", "stopped early", row -> Optional.of(row.stoppedEarly()))
            .forPrograms());
    return new Table<>(
        "cross_validation", "Cross-validation", fields, all.groups(), audience -> notes(all));
  }

  private static Optional<Interval> interval(OfGroup row) {
    return row.accuracy().interval().map(interval -> interval.within(0, PERCENT));
  }

  private static List<String> notes(CrossValidations all) {
    List<String> notes = new ArrayList<>();
    if (!all.groups().isEmpty()) {
      notes.add(
          "Accuracy of the final network on the fold that it was not trained on: mean ± standard"
              + " deviation over folds, each fold the mean of its seeds. 95 %: interval of the mean"
              + " (t), "
              + CORRECTED
              + ".");
    }
    if (all.groups().stream().anyMatch(OfGroup::stoppedEarly)) {
      notes.add("* Runs stopped for their accuracy on the fold itself, hence optimistic.");
    }
    return notes;
  }

  static Table<OfPair> pairs(CrossValidations all) {
    List<Field<OfPair>> fields = new ArrayList<>();
    fields.add(
        Field.<OfPair>integer("first_group", "first #", pair -> pair.first().group().number())
            .forPrograms());
    fields.add(
        Field.<OfPair>integer("second_group", "second #", pair -> pair.second().group().number())
            .forPrograms());
    fields.add(Field.text("first", "first", pair -> pair.first().group().name()));
    fields.add(Field.text("second", "second", pair -> pair.second().group().name()));
    fields.add(Field.integer("n", "folds", pair -> pair.difference().values().size()));
    fields.add(
        Field.number(
            "difference_mean", "difference", pair -> Cells.difference(pair.difference().mean())));
    fields.add(
        Field.number(
            "difference_sd",
            "±",
            pair -> Cells.decimal(2, pair.difference().values().standardDeviation())));
    fields.add(
        Field.<OfPair>number(
                "interval", "95 %", pair -> Cells.differences(pair.difference().interval()))
            .forPeople());
    fields.add(end("difference_low", pair -> pair.difference().interval(), Interval::lower));
    fields.add(end("difference_high", pair -> pair.difference().interval(), Interval::upper));
    fields.add(probability("p", "p", pair -> pair.difference().pValue()));
    fields.add(probability("p_holm", "p (Holm)", OfPair::adjustedPValue));
    fields.add(
        Field.flag(
            "significant",
            "significant",
            pair ->
                pair.adjustedPValue().isPresent()
                    ? Optional.of(pair.isSignificant())
                    : Optional.empty()));
    return new Table<>(
        "cross_validation_pairs",
        "Pairs by cross-validation",
        fields,
        all.pairs(),
        audience -> notesOfPairs(all.pairs()));
  }

  private static List<String> notesOfPairs(List<OfPair> pairs) {
    List<String> notes = new ArrayList<>();
    if (!pairs.isEmpty()) {
      notes.add(
          "Difference: accuracy of the first minus the second's on the same fold, in percentage"
              + " points, mean and standard deviation over folds. Tested by the corrected"
              + " resampled t-test: "
              + CORRECTED
              + ". p (Holm): corrected for the pairs of this table; significant if it is at most"
              + " 0.05.");
    }
    notes.addAll(TwoRuns.notes(pairs.stream().mapToInt(CrossValidationTable::folds)));
    return notes;
  }

  private static int folds(OfPair pair) {
    return pair.difference().values().size();
  }

  private static Field<OfPair> probability(
      String key, String title, Function<OfPair, OptionalDouble> p) {
    return Field.number(
        key, title, pair -> TwoRuns.marked(Cells.probability(p.apply(pair)), folds(pair)));
  }

  private static <R> Field<R> end(
      String key, Function<R, Optional<Interval>> interval, ToDoubleFunction<Interval> end) {
    return Field.<R>number(
            key,
            key,
            row ->
                interval
                    .apply(row)
                    .<ReportCell>map(known -> Cells.decimal(2, end.applyAsDouble(known)))
                    .orElse(Cells.MISSING))
        .forPrograms();
  }
}
