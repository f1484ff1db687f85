package org.menagerie.reports.schema;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import org.menagerie.api.report.ReportCell;
import org.menagerie.reports.evidence.Pair;
import org.menagerie.reports.evidence.Pair.OfEquivalence;
import org.menagerie.reports.evidence.Pairs;
import org.menagerie.reports.evidence.Report;
import org.menagerie.reports.evidence.Settlement;
import org.menagerie.reports.headline.ModelDifferences;
import org.menagerie.reports.statistics.DifferenceTest;
import org.menagerie.reports.statistics.Interval;
import org.menagerie.reports.statistics.Superiority;
import org.menagerie.reports.text.Cells;

/** {@code pairs} and {@code engines}: two groups compared in each row. */
final class PairTable {
  private PairTable() {}

  static Table<Pair> models(Report report) {
    return new Table<>(
        "pairs",
        "Pairs of models",
        fields(report.models(), false),
        report.models().pairs(),
        audience -> notes(report.models(), false, audience));
  }

  static Table<Pair> engines(Report report) {
    return new Table<>(
        "engines",
        "Engines",
        fields(report.engines(), true),
        report.engines().pairs(),
        audience -> notes(report.engines(), true, audience));
  }

  private static List<Field<Pair>> fields(Pairs pairs, boolean engines) {
    List<Field<Pair>> fields = new ArrayList<>();
    fields.add(integer("first_group", "first #", pair -> pair.first().number()).forPrograms());
    fields.add(integer("second_group", "second #", pair -> pair.second().number()).forPrograms());
    if (engines) {
      fields.add(text("model", "model", pair -> pair.first().spec().modelId()));
      fields.add(text("recipe", "recipe", pair -> pair.first().recipe()).saidOnceIfCommon());
      fields.add(text("first", "first", pair -> pair.first().spec().engine()));
      fields.add(text("second", "second", pair -> pair.second().spec().engine()));
    } else {
      fields.add(text("first", "first", pair -> pair.first().name()));
      fields.add(text("second", "second", pair -> pair.second().name()));
    }
    fields.add(
        Field.<Pair>integers("seeds", "seeds", pair -> pair.outcome().comparison().seeds())
            .forPrograms());
    fields.add(integer("n", "seeds", pair -> pair.difference().runs()));
    fields.add(
        Field.<Pair>number(
                "difference",
                "difference",
                pair -> Cells.marked(Cells.difference(pair.difference()), mark(pair)))
            .forPeople());
    fields.addAll(spread());
    fields.add(
        Field.<Pair>number("interval", "95 %", pair -> Cells.differences(pair.interval()))
            .only(Audience.PAGE));
    fields.add(end("difference_low", Interval::lower));
    fields.add(end("difference_high", Interval::upper));
    fields.add(
        Field.<Pair>number("superiority_interval", "first wins", PairTable::superiority)
            .only(Audience.PAGE));
    fields.add(
        share("superiority", Superiority::probability).only(Audience.PROGRAM, Audience.TERMINAL));
    fields.add(share("superiority_low", won -> won.interval().lower()).forPrograms());
    fields.add(share("superiority_high", won -> won.interval().upper()).forPrograms());
    Field<Pair> testName =
        Field.<Pair>optionalText("test", "test", pair -> pair.test().map(DifferenceTest::name));
    // Between models it is always the same, which a note says.
    fields.add(
        engines ? testName.saidOnceIfCommon() : testName.only(Audience.PROGRAM, Audience.PAGE));
    fields.add(
        probability(
            "p",
            "p",
            pair -> pair.test().stream().mapToDouble(DifferenceTest::pValue).findFirst()));
    fields.add(probability("p_holm", "p (Holm)", Pair::adjustedPValue));
    fields.add(
        Field.<Pair>integer("family_size", "family", pair -> pairs.familySize()).forPrograms());
    fields.add(
        Field.<Pair>flag(
                "stopped_on_test",
                "stopped on the test set",
                pair -> Optional.of(pair.stoppedOnTest()))
            .forPrograms());
    fields.add(
        Field.flag(
            "significant", "significant", pair -> pair.test().map(test -> pair.isSignificant())));
    fields.add(
        probability(
            "p_equivalent",
            "p of equivalence (Holm)",
            pair ->
                pair.equivalence().stream()
                    .mapToDouble(OfEquivalence::adjustedPValue)
                    .findFirst()));
    fields.add(
        Field.<Pair>number(
                "margin",
                "margin",
                pair -> Cells.decimal(2, pair.isJudged() ? pairs.margin() : OptionalDouble.empty()))
            .forPrograms());
    fields.add(
        Field.<Pair>number(
                "anytime_interval", "95 % at any time", pair -> Cells.differences(anytime(pair)))
            .forPeople());
    fields.add(
        Field.<Pair>number("anytime_low", "low", pair -> end(anytime(pair), Interval::lower))
            .forPrograms());
    fields.add(
        Field.<Pair>number("anytime_high", "high", pair -> end(anytime(pair), Interval::upper))
            .forPrograms());
    fields.add(
        Field.integerCell(
            "settled_after",
            "settled after",
            pair ->
                pair.settlement()
                    .filter(Settlement::isSettled)
                    .map(settled -> Cells.integer(settled.last().seeds()))
                    .orElse(Cells.MISSING)));
    Field<Pair> verdict =
        Field.optionalText(
            "verdict",
            "the first is",
            pair -> pair.isJudged() ? Optional.of(pair.verdict().word()) : Optional.empty());
    // Without a margin it says no more than the column before.
    fields.add(pairs.margin().isPresent() ? verdict : verdict.forPrograms());
    fields.add(
        Field.number(
            "detectable_difference",
            "detectable",
            pair -> Cells.detectable(pair.detectableDifference())));
    fields.add(
        integer("only_first_correct", "only first right", pair -> pair.pooled().onlyFirst())
            .only(Audience.PROGRAM, Audience.PAGE));
    fields.add(
        integer("only_second_correct", "only second right", pair -> pair.pooled().onlySecond())
            .only(Audience.PROGRAM, Audience.PAGE));
    fields.add(
        Field.<Pair>number(
                "mcnemar_p",
                "p (McNemar)",
                pair -> Cells.probability(OptionalDouble.of(pair.pooled().pValue())))
            .only(Audience.PROGRAM, Audience.PAGE));
    if (engines) {
      fields.add(
          Field.<Pair>integerCell(
                  "first_different_epoch",
                  "histories part in epoch",
                  pair ->
                      Cells.integer(
                          pair.seeds().stream()
                              .map(Pair.OfSeed::firstDifferentEpoch)
                              .flatMapToInt(OptionalInt::stream)
                              .min()))
              .only(Audience.PROGRAM, Audience.PAGE));
    }
    return fields;
  }

  private static Field<Pair> text(String key, String title, Function<Pair, String> text) {
    return Field.text(key, title, text);
  }

  private static Field<Pair> integer(String key, String title, Function<Pair, Integer> value) {
    return Field.integer(key, title, value::apply);
  }

  private static Field<Pair> probability(
      String key, String title, Function<Pair, OptionalDouble> p) {
    return Field.number(
        key,
        title,
        pair -> TwoRuns.marked(Cells.probability(p.apply(pair)), pair.difference().runs()));
  }

  private static ReportCell superiority(Pair pair) {
    Superiority superiority = pair.superiority();
    String interval = Cells.interval(2, Optional.of(superiority.interval())).text();
    return Cells.marked(Cells.decimal(2, superiority.probability()), " (" + interval + ")");
  }

  private static Field<Pair> share(String key, ToDoubleFunction<Superiority> part) {
    return Field.number(
        key, "first wins", pair -> Cells.decimal(2, part.applyAsDouble(pair.superiority())));
  }

  /** Mean and standard deviation of the differences, as numbers. */
  static List<Field<Pair>> spread() {
    return List.of(
        Field.<Pair>number(
                "difference_mean", "difference", pair -> Cells.difference(pair.difference().mean()))
            .forPrograms(),
        Field.<Pair>number(
                "difference_sd",
                "±",
                pair -> Cells.decimal(2, pair.difference().standardDeviation()))
            .forPrograms());
  }

  static Field<Pair> end(String key, Function<Interval, Double> end) {
    return Field.<Pair>number(key, key, pair -> end(pair.interval(), end)).forPrograms();
  }

  static ReportCell end(Optional<Interval> interval, Function<Interval, Double> end) {
    return interval.map(end).map(Cells::difference).orElse(Cells.MISSING);
  }

  private static Optional<Interval> anytime(Pair pair) {
    return pair.settlement().flatMap(settlement -> settlement.last().interval());
  }

  /** See the notes. */
  private static String mark(Pair pair) {
    return pair.stoppedOnTest() ? "†" : "";
  }

  private static List<String> notes(Pairs pairs, boolean engines, Audience audience) {
    List<String> notes = new ArrayList<>();
    if (!pairs.pairs().isEmpty()) {
      boolean onPage = audience == Audience.PAGE;
      notes.add(
          (engines
                  ? "Difference: final test accuracy of the first minus the second's with the same"
                      + " seed, in percentage points: mean ± standard deviation over seeds"
                  : "Difference: mean final test accuracy of the first minus the second's over the"
                      + " seeds that both have, in percentage points ± the standard deviation of"
                      + " the difference of two single runs, seeds taken as independent")
              + (pairs.areSettled() ? "." : tested(engines, onPage)));
      if (pairs.pairs().stream().anyMatch(Pair::stoppedOnTest)) {
        notes.add(
            "† Runs of one of the two stopped on the test accuracy: selection took part in its"
                + " figure, and in the test.");
      }
      notes.add(pairs.areSettled() ? settled(pairs) : corrected(pairs));
      notes.addAll(
          TwoRuns.notes(
              pairs.pairs().stream()
                  .filter(pair -> pair.test().isPresent())
                  .mapToInt(pair -> pair.difference().runs())));
      pairs.pairs().stream()
          .flatMap(pair -> pair.equivalence().stream())
          .findFirst()
          .ifPresent(
              equivalence ->
                  notes.add(
                      "Equivalent: differing by less than %s points, by two one-sided t-tests (TOST), with Holm's correction; a difference may be significant and yet too small to matter."
                          .formatted(Cells.decimal(2, equivalence.test().margin()).text())));
      notes.add(
          "First wins: the probability that one run of the first is more accurate than one of the"
              + " second; equal ones count half"
              + (onPage ? ". In brackets its 95 % interval." : "."));
      if (pairs.pairs().stream().anyMatch(pair -> pair.detectableDifference().isPresent())) {
        notes.add(
            "Detectable: the true difference that as many seeds would show with a probability of"
                + " 80 %, at the level of the strictest test.");
      }
      if (onPage) {
        notes.add(
            "p (McNemar): of the single images that only one of the two networks gets right. It"
                + " speaks of the trained networks and not of other seeds, and is not corrected"
                + " for the number of pairs; over several seeds it describes and proves nothing.");
      }
    }
    if (pairs.withTheBest()) {
      notes.add(ModelDifferences.withTheBest(pairs));
    }
    if (pairs.unpaired() > 0) {
      notes.add(
          "Not compared, since they have no seed in common: %d %s."
              .formatted(pairs.unpaired(), pairs.unpaired() == 1 ? "pair" : "pairs"));
    }
    return notes;
  }

  private static String tested(boolean engines, boolean onPage) {
    return (onPage ? ", and the 95 % interval of the mean (t)" : "")
        + ". It takes two seeds or more to test it"
        + (engines ? "." : ", by Welch's t-test.");
  }

  private static String corrected(Pairs pairs) {
    return "p (Holm): corrected for the %s %s with enough seeds for a test; significant if it is at most 0.05."
        .formatted(family(pairs), pairs.withTheBest() ? "there are" : "of this table");
  }

  private static String settled(Pairs pairs) {
    return "95 %% at any time: the interval that settled the pair, or the latest, of a confidence sequence, which holds however often one looked, corrected for %s: better or worse where it is on one side of 0, equivalent where it is within %s points."
        .formatted(family(pairs), Cells.decimal(2, pairs.margin()).text());
  }

  private static String family(Pairs pairs) {
    return pairs.familySize() + (pairs.familySize() == 1 ? " pair" : " pairs");
  }
}
