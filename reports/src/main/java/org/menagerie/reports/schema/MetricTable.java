package org.menagerie.reports.schema;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;
import org.menagerie.api.report.ReportCell;
import org.menagerie.reports.evidence.MetricFindings.Bootstrap;
import org.menagerie.reports.evidence.MetricFindings.OfGroup;
import org.menagerie.reports.evidence.MetricFindings.OfPair;
import org.menagerie.reports.evidence.Report;
import org.menagerie.reports.statistics.CrossedBootstrap.Centre;
import org.menagerie.reports.statistics.DifferenceTest;
import org.menagerie.reports.statistics.Interval;
import org.menagerie.reports.text.Cells;

/** {@code metrics} and {@code metric_pairs}: what runs say by metrics that were asked for. */
final class MetricTable {
  /** Most metrics are from 0 to 1. */
  private static final int DIGITS = 4;

  private MetricTable() {}

  static Table<OfGroup> metrics(Report report) {
    List<Field<OfGroup>> fields = new ArrayList<>();
    fields.add(Field.<OfGroup>text("metric", "metric", OfGroup::metric).saidOnceIfCommon());
    fields.add(
        Field.<OfGroup>flag(
                "higher_is_better",
                "higher is better",
                group -> Optional.of(group.higherIsBetter()))
            .forPrograms());
    fields.add(Field.integer("group", "#", group -> group.group().number()));
    fields.add(Field.text("name", "model", group -> group.group().name()));
    fields.add(Field.<OfGroup>integers("seeds", "seeds", OfGroup::seeds).forPrograms());
    fields.add(Field.integer("n", "seeds", group -> group.seeds().size()));
    fields.add(
        Field.<OfGroup>number("spread", "value", group -> Cells.spread(DIGITS, group.values()))
            .forPeople());
    fields.add(
        Field.<OfGroup>number("mean", "mean", group -> Cells.decimal(DIGITS, group.values().mean()))
            .forPrograms());
    fields.add(
        Field.<OfGroup>number(
                "sd", "±", group -> Cells.decimal(DIGITS, group.values().standardDeviation()))
            .forPrograms());
    fields.add(
        Field.<OfGroup>number("interval", "95 %", group -> Cells.interval(DIGITS, group.interval()))
            .forPeople());
    fields.add(end("mean_low", OfGroup::interval, Interval::lower));
    fields.add(end("mean_high", OfGroup::interval, Interval::upper));
    fields.addAll(
        bootstrapped(OfGroup::bootstrap, Bootstrap::mean, "bootstrap_mean", "95 % (bootstrap)"));
    fields.add(
        Field.<OfGroup>number(
                "median",
                "median",
                group -> Cells.decimal(DIGITS, Centre.MEDIAN.of(group.values())))
            .forPrograms());
    fields.add(
        Field.<OfGroup>number(
                "shown_median",
                "median",
                group ->
                    group.bootstrap().isPresent()
                        ? Cells.decimal(DIGITS, Centre.MEDIAN.of(group.values()))
                        : Cells.MISSING)
            .forPeople());
    fields.addAll(
        bootstrapped(
            OfGroup::bootstrap,
            Bootstrap::median,
            "bootstrap_median",
            "95 % of the median (bootstrap)"));
    return new Table<>(
        "metrics",
        "Metrics",
        fields,
        report.metrics().groups(),
        audience ->
            report.metrics().groups().isEmpty()
                ? List.of()
                : List.of(
                    "Of the final epoch, from the probabilities that runs keep of their test:"
                        + " mean ± standard deviation over seeds. 95 %: interval of the mean (t), which"
                        + " ends where the metric does."
                        + (isBootstrapped(report)
                            ? " Bootstrap: over seeds and test images at once; with one seed over"
                                + " images alone."
                            : "")));
  }

  static Table<OfPair> pairs(Report report) {
    List<Field<OfPair>> fields = new ArrayList<>();
    fields.add(
        Field.<OfPair>text("metric", "metric", pair -> pair.first().metric()).saidOnceIfCommon());
    fields.add(
        Field.<OfPair>integer("first_group", "first #", pair -> pair.first().group().number())
            .forPrograms());
    fields.add(
        Field.<OfPair>integer("second_group", "second #", pair -> pair.second().group().number())
            .forPrograms());
    fields.add(Field.text("first", "first", pair -> pair.first().group().name()));
    fields.add(Field.text("second", "second", pair -> pair.second().group().name()));
    fields.add(Field.<OfPair>integers("seeds", "seeds", OfPair::seeds).forPrograms());
    fields.add(Field.integer("n", "seeds", pair -> pair.seeds().size()));
    fields.add(
        Field.<OfPair>number(
                "difference", "difference", pair -> Cells.difference(DIGITS, pair.difference()))
            .forPeople());
    fields.add(
        Field.<OfPair>number(
                "difference_mean",
                "difference",
                pair -> Cells.decimal(DIGITS, pair.difference().mean()))
            .forPrograms());
    fields.add(
        Field.<OfPair>number(
                "difference_sd",
                "±",
                pair -> Cells.decimal(DIGITS, pair.difference().standardDeviation()))
            .forPrograms());
    fields.addAll(
        bootstrapped(
            OfPair::bootstrap, Bootstrap::mean, "bootstrap_difference", "95 % (bootstrap)"));
    fields.add(
        Field.<OfPair>number(
                "median_difference",
                "of medians",
                pair -> Cells.decimal(DIGITS, pair.differenceOfMedians()))
            .forPrograms());
    fields.addAll(
        bootstrapped(
            OfPair::bootstrap,
            Bootstrap::median,
            "bootstrap_median_difference",
            "95 % of medians (bootstrap)"));
    fields.add(
        Field.<OfPair>optionalText("test", "test", pair -> pair.test().map(DifferenceTest::name))
            .forPrograms());
    fields.add(
        Field.number(
            "p",
            "p",
            pair ->
                TwoRuns.marked(
                    Cells.probability(
                        pair.test().stream().mapToDouble(DifferenceTest::pValue).findFirst()),
                    pair.seeds().size())));
    fields.add(
        Field.number(
            "p_holm",
            "p (Holm)",
            pair -> TwoRuns.marked(Cells.probability(pair.adjustedPValue()), pair.seeds().size())));
    fields.add(
        Field.flag(
            "significant", "significant", pair -> pair.test().map(test -> pair.isSignificant())));
    fields.add(
        Field.optionalText(
            "better",
            "better",
            pair -> pair.isSignificant() ? Optional.of(pair.better().name()) : Optional.empty()));
    return new Table<>(
        "metric_pairs",
        "Pairs by metric",
        fields,
        report.metrics().pairs(),
        audience ->
            report.metrics().pairs().isEmpty()
                ? List.of()
                : both(
                    "Difference: mean of the first minus the second's over the seeds that both"
                        + " have, ± the standard deviation of the difference of two single runs."
                        + " Tested by Welch's t-test, from two seeds on; p (Holm): corrected for"
                        + " the pairs of the same metric, significant if it is at most 0.05."
                        + (isBootstrapped(report)
                            ? " Bootstrap: intervals of the difference over seeds and test images at"
                                + " once, both models on the same images; not corrected."
                            : ""),
                    TwoRuns.notes(
                        report.metrics().pairs().stream()
                            .filter(pair -> pair.test().isPresent())
                            .mapToInt(pair -> pair.seeds().size()))));
  }

  private static List<String> both(String first, List<String> others) {
    return Stream.concat(Stream.of(first), others.stream()).toList();
  }

  private static boolean isBootstrapped(Report report) {
    return report.metrics().groups().stream().anyMatch(group -> group.bootstrap().isPresent());
  }

  /** An interval of the bootstrap, whole for people and by its ends for programs. */
  private static <R> List<Field<R>> bootstrapped(
      Function<R, Optional<Bootstrap>> of,
      Function<Bootstrap, Optional<Interval>> which,
      String key,
      String title) {
    Function<R, Optional<Interval>> interval = row -> of.apply(row).flatMap(which);
    return List.of(
        Field.<R>number(key, title, row -> Cells.interval(DIGITS, interval.apply(row))).forPeople(),
        end(key + "_low", interval, Interval::lower),
        end(key + "_high", interval, Interval::upper));
  }

  private static <R> Field<R> end(
      String key, Function<R, Optional<Interval>> interval, ToDoubleFunction<Interval> end) {
    return Field.<R>number(
            key,
            key,
            row ->
                interval
                    .apply(row)
                    .<ReportCell>map(known -> Cells.decimal(DIGITS, end.applyAsDouble(known)))
                    .orElse(Cells.MISSING))
        .forPrograms();
  }
}
