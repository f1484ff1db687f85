package org.menagerie.reports.schema;

import static java.util.Comparator.naturalOrder;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import org.menagerie.reports.evidence.Finding;
import org.menagerie.reports.evidence.Group;
import org.menagerie.reports.evidence.Measurement;
import org.menagerie.reports.evidence.Protocol;
import org.menagerie.reports.evidence.Report;
import org.menagerie.reports.evidence.Reproduction;
import org.menagerie.reports.evidence.Reproduction.Ruling;
import org.menagerie.reports.evidence.TargetRecord;
import org.menagerie.reports.evidence.Verdict;
import org.menagerie.reports.statistics.Interval;

/** {@code models}: one row for each group of replicates. */
final class GroupTable {
  private GroupTable() {}

  static DataTable of(Report report) {
    return DataTable.of("models", "Models", fields(), report.groups(), ModelNotes.of(report));
  }

  private static List<Field<Group>> fields() {
    List<Field<Group>> fields = new ArrayList<>();
    fields.add(Field.of("group", "#", group -> new Cell.Whole(group.number())));
    fields.add(Field.text("model", "model", group -> group.spec().modelId()));
    fields.add(Field.identity("engine", "engine", group -> group.spec().engine()));
    fields.add(Field.identity("dataset", "data set", Group::dataset));
    fields.add(Field.identity("recipe", "recipe", group -> group.finding().recipe().text()));
    fields.add(
        Field.forPrograms(
            "recipe_unchanged", group -> new Cell.Flag(group.finding().recipe().original())));
    fields.add(
        Field.of("parameters", "parameters", group -> new Cell.Whole(group.first().parameters())));
    fields.add(
        Field.of(
            "multiply_accumulates",
            "MACs",
            group -> new Cell.Whole(group.first().multiplyAccumulates())));
    fields.add(Field.forPrograms("seeds", group -> new Cell.Wholes(group.replicates().seeds())));
    fields.add(Field.of("n", "seeds", group -> new Cell.Whole(group.replicates().runs().size())));
    fields.add(
        Field.forPrograms(
            "repeats_left_out", group -> new Cell.Whole(group.replicates().repeats().size())));
    addProtocol(fields, "final", "final", Protocol.FINAL);
    addProtocol(fields, "best", "best*", Protocol.BEST);
    fields.add(Field.of("target", "target", GroupTable::target));
    fields.add(
        Field.of(
            "accuracy_per_1000_parameters",
            "% per 1,000",
            group ->
                Cell.decimal(
                    2,
                    1000
                        * measured(group, Protocol.FINAL).accuracy().mean()
                        / group.first().parameters())));
    fields.add(
        Field.of(
            "seconds_per_epoch",
            "s per epoch",
            group -> Cell.decimal(1, group.speed().secondsPerEpoch())));
    fields.add(
        Field.of(
            "images_per_second",
            "images/s",
            group -> Cell.decimal(0, group.speed().imagesPerSecond())));
    fields.add(
        Field.of(
            "peak_memory_bytes",
            "peak MiB",
            group -> Cell.bytes(group.replicates().peakMemoryBytes())));
    fields.add(
        Field.forPrograms(
            "training_seconds_mean",
            group -> Cell.decimal(1, group.replicates().trainingSeconds().mean())));
    fields.add(
        Field.forPrograms(
            "training_seconds_sd",
            group -> Cell.decimal(1, group.replicates().trainingSeconds().standardDeviation())));
    return fields;
  }

  private static void addProtocol(
      List<Field<Group>> fields, String key, String title, Protocol protocol) {
    fields.add(
        Field.forPeople(title + " %", group -> Cell.spread(measured(group, protocol).accuracy())));
    fields.add(
        Field.forPrograms(
            key + "_mean", group -> Cell.decimal(2, measured(group, protocol).accuracy().mean())));
    fields.add(
        Field.forPrograms(
            key + "_sd",
            group -> Cell.decimal(2, measured(group, protocol).accuracy().standardDeviation())));
    addInterval(
        fields, key + "_mean", group -> measured(group, protocol).accuracy().meanInterval());
    if (protocol == Protocol.FINAL) {
      fields.add(
          Field.forPeople("95 %", group -> Cell.percentages(measured(group, protocol).interval())));
    }
    addInterval(fields, key + "_run", group -> Optional.of(measured(group, protocol).interval()));
    if (protocol == Protocol.FINAL) {
      fields.add(
          Field.forPrograms(
              "run_interval",
              group ->
                  new Cell.Text(measured(group, protocol).predicts() ? "prediction" : "wilson")));
    }
    fields.add(
        Field.of(
            "published_" + key,
            "published " + title,
            group -> Cell.decimal(2, group.finding().published(protocol))));
    fields.add(
        Field.of(
            "verdict_" + key, "verdict " + title, group -> verdict(group.finding(), protocol)));
  }

  private static void addInterval(
      List<Field<Group>> fields, String key, Function<Group, Optional<Interval>> interval) {
    fields.add(
        Field.forPrograms(key + "_low", group -> end(interval.apply(group), Interval::lower)));
    fields.add(
        Field.forPrograms(key + "_high", group -> end(interval.apply(group), Interval::upper)));
  }

  private static Cell end(Optional<Interval> interval, ToDoubleFunction<Interval> end) {
    return interval
        .map(known -> Cell.decimal(2, Math.min(100, Math.max(0, end.applyAsDouble(known)))))
        .orElseGet(Cell.Missing::new);
  }

  private static Measurement measured(Group group, Protocol protocol) {
    return group.replicates().measured(protocol);
  }

  private static Cell verdict(Finding finding, Protocol protocol) {
    return finding
        .reproduction(protocol)
        .<Cell>map(reproduction -> new Cell.Text(words(reproduction)))
        .orElseGet(Cell.Missing::new);
  }

  private static String words(Reproduction reproduction) {
    return reproduction.ruling() == Ruling.INDICATIVE
        ? "indicative: " + reproduction.position().name().toLowerCase(Locale.ROOT)
        : reproduction.ruling().name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }

  private static Cell target(Group group) {
    return group.targets().stream()
        .map(TargetRecord::worst)
        .max(naturalOrder())
        .<Cell>map(worst -> new Cell.Text(words(worst)))
        .orElseGet(Cell.Missing::new);
  }

  static String words(Verdict verdict) {
    return verdict.name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }
}
