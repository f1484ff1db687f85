package org.menagerie.reports.schema;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import org.menagerie.api.report.ReportCell;
import org.menagerie.reports.evidence.Group;
import org.menagerie.reports.evidence.Protocol;
import org.menagerie.reports.evidence.Report;
import org.menagerie.reports.evidence.Reproduction;
import org.menagerie.reports.evidence.TargetVerdict;
import org.menagerie.reports.statistics.Interval;
import org.menagerie.reports.statistics.SeedSpread;
import org.menagerie.reports.text.Cells;
import org.menagerie.training.run.RunResult;

/** {@code models}: one row for each group of replicates. */
final class ModelTable {
  private ModelTable() {}

  static Table<Group> of(Report report) {
    return new Table<>(
        "models",
        "Models",
        fields(report),
        report.groups(),
        audience -> ModelNotes.of(report, audience));
  }

  private static List<Field<Group>> fields(Report report) {
    ChosenEpoch chosen = ModelNotes.chosen(report.groups());
    List<Field<Group>> fields = new ArrayList<>();
    fields.add(Field.integer("group", "#", Group::number));
    fields.add(Field.text("model", "model", group -> group.spec().modelId()));
    fields.add(Field.<Group>text("engine", "engine", g -> g.spec().engine()).saidOnceIfCommon());
    fields.add(Field.text("dataset", "data set", Group::dataset).saidOnceIfCommon());
    fields.add(Field.text("recipe", "recipe", Group::recipe).saidOnceIfCommon());
    fields.add(
        Field.<Group>flag(
                "recipe_unchanged",
                "recipe unchanged",
                group -> Optional.of(group.finding().recipe().original()))
            .forPrograms());
    fields.add(Field.integer("parameters", "parameters", group -> group.first().parameters()));
    fields.add(
        Field.integer(
            "multiply_accumulates", "MACs", group -> group.first().multiplyAccumulates()));
    fields.add(
        Field.<Group>integers("seeds", "seeds", group -> group.replicates().seeds()).forPrograms());
    fields.add(Field.integer("n", "seeds", group -> group.replicates().runs().size()));
    fields.add(
        Field.<Group>integer(
                "repeats_left_out", "repeats", group -> group.replicates().repeats().size())
            .forPrograms());
    fields.add(
        Field.<Group>integer(
                "stopped_on_test",
                "stopped on the test set",
                group ->
                    group.replicates().runs().stream().filter(RunResult::stoppedOnTest).count())
            .forPrograms());
    fields.add(
        Field.<Group>flag(
                "validated",
                "chosen on validation images",
                group -> Optional.of(group.first().isValidated()))
            .forPrograms());
    addProtocol(
        fields, "final", "final", Protocol.FINAL, group -> ModelNotes.mark(group, Protocol.FINAL));
    addProtocol(fields, "best", chosen.name(), Protocol.BEST, group -> chosen.mark(group.first()));
    fields.add(
        Field.optionalText("target", "target", group -> group.target().map(TargetVerdict::words)));
    fields.add(
        Field.number(
            "accuracy_per_1000_parameters",
            "% per 1,000",
            group ->
                Cells.decimal(
                    2,
                    1000
                        * group.measured(Protocol.FINAL).accuracy().mean()
                        / group.first().parameters())));
    fields.add(
        Field.number(
            "seconds_per_epoch",
            "s per epoch",
            group -> Cells.seconds(group.speed().secondsPerEpoch())));
    fields.add(
        Field.number(
            "images_per_second",
            "images/s",
            group -> Cells.decimal(0, group.speed().imagesPerSecond())));
    fields.add(
        Field.integerCell(
            "peak_memory_bytes",
            "peak MiB",
            group -> Cells.bytes(group.replicates().peakMemoryBytes())));
    fields.add(
        Field.<Group>number(
                "training_seconds_mean",
                "s of training",
                group -> Cells.decimal(1, group.replicates().trainingSeconds().mean()))
            .forPrograms());
    fields.add(
        Field.<Group>number(
                "training_seconds_sd",
                "±",
                group -> Cells.decimal(1, group.replicates().trainingSeconds().standardDeviation()))
            .forPrograms());
    return fields;
  }

  private static void addProtocol(
      List<Field<Group>> fields,
      String key,
      String title,
      Protocol protocol,
      Function<Group, String> mark) {
    boolean isFinal = protocol == Protocol.FINAL;
    fields.add(
        Field.<Group>number(
                key + "_spread",
                title + " %",
                group ->
                    Cells.marked(
                        Cells.spread(group.measured(protocol).accuracy()), mark.apply(group)))
            .forPeople());
    fields.add(
        Field.<Group>number(
                key + "_mean",
                title,
                group -> Cells.decimal(2, group.measured(protocol).accuracy().mean()))
            .forPrograms());
    fields.add(
        Field.<Group>number(
                key + "_sd",
                title + " ±",
                group -> Cells.decimal(2, group.measured(protocol).accuracy().standardDeviation()))
            .forPrograms());
    addInterval(fields, key + "_mean", group -> group.measured(protocol).meanInterval());
    if (isFinal) {
      addSeedSpread(fields, key);
      fields.add(
          Field.<Group>number(
                  key + "_interval",
                  "95 %",
                  group -> Cells.percentages(group.measured(protocol).interval()))
              .forPeople());
    }
    addInterval(fields, key + "_run", group -> Optional.of(group.measured(protocol).interval()));
    if (isFinal) {
      fields.add(
          Field.<Group>text(
                  "run_interval",
                  "interval",
                  group -> group.measured(protocol).predicts() ? "prediction" : "wilson")
              .forPrograms());
    }
    fields.add(
        Field.number(
            "published_" + key,
            "published " + title,
            group -> Cells.decimal(2, group.finding().published(protocol))));
    fields.add(
        Field.optionalText(
            "verdict_" + key,
            "verdict " + title,
            group -> group.finding().reproduction(protocol).map(Reproduction::words)));
  }

  private static void addSeedSpread(List<Field<Group>> fields, String key) {
    fields.add(
        Field.<Group>number(
                key + "_independent_sd",
                "independent ±",
                group -> points(group, SeedSpread::independent))
            .forPrograms());
    fields.add(
        Field.<Group>number(key + "_real_sd", "real ±", group -> points(group, SeedSpread::real))
            .forPrograms());
    addInterval(fields, key + "_real_sd", group -> group.seedSpread().map(SeedSpread::interval));
    fields.add(
        Field.<Group>number(
                key + "_real_p",
                "p of real ±",
                group ->
                    group
                        .seedSpread()
                        .map(spread -> Cells.probability(OptionalDouble.of(spread.pValue())))
                        .orElse(Cells.MISSING))
            .forPrograms());
  }

  private static ReportCell points(Group group, ToDoubleFunction<SeedSpread> part) {
    return group
        .seedSpread()
        .map(spread -> Cells.decimal(2, part.applyAsDouble(spread)))
        .orElse(Cells.MISSING);
  }

  private static void addInterval(
      List<Field<Group>> fields, String key, Function<Group, Optional<Interval>> interval) {
    fields.add(end(key + "_low", interval, Interval::lower));
    fields.add(end(key + "_high", interval, Interval::upper));
  }

  private static Field<Group> end(
      String key, Function<Group, Optional<Interval>> interval, ToDoubleFunction<Interval> end) {
    return Field.<Group>number(key, key, group -> percent(interval.apply(group), end))
        .forPrograms();
  }

  private static ReportCell percent(Optional<Interval> interval, ToDoubleFunction<Interval> end) {
    return interval
        .map(known -> Cells.decimal(2, Math.min(100, Math.max(0, end.applyAsDouble(known)))))
        .orElse(Cells.MISSING);
  }
}
