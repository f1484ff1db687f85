package org.menagerie.reports.schema;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.menagerie.api.report.ReportCell;
import org.menagerie.reports.evidence.Group;
import org.menagerie.reports.evidence.Report;
import org.menagerie.reports.text.Cells;
import org.menagerie.training.run.EpochMetrics;
import org.menagerie.training.run.RunSpec;
import org.menagerie.training.run.Scores;

/**
 * {@code epochs}: one row for each epoch of each run. Documents do not have it, since it is longer
 * than all their tables together.
 */
final class EpochTable {
  static final String NAME = "epochs";

  private static final int LOSS_DIGITS = 4;

  private EpochTable() {}

  private record Row(Group group, String folder, RunSpec spec, EpochMetrics epoch) {}

  static Table<?> of(Report report) {
    List<Group> groups = report.groupsOfRuns();
    List<Row> rows =
        IntStream.range(0, report.runs().size())
            .boxed()
            .flatMap(
                run ->
                    report.runs().get(run).result().history().stream()
                        .map(
                            epoch ->
                                new Row(
                                    groups.get(run),
                                    report.folders().get(run),
                                    report.runs().get(run).result().spec(),
                                    epoch)))
            .toList();
    return new Table<>(NAME, "Epochs", fields(), rows, audience -> List.of());
  }

  private static List<Field<Row>> fields() {
    List<Field<Row>> fields = new ArrayList<>();
    fields.add(Field.integer("group", "#", row -> row.group.number()));
    fields.add(Field.text("model", "model", row -> row.spec.modelId()));
    fields.add(Field.text("engine", "engine", row -> row.spec.engine()));
    fields.add(Field.text("dataset", "data set", row -> row.group.dataset()));
    fields.add(Field.text("recipe", "recipe", row -> row.group.recipe()));
    fields.add(Field.integer("seed", "seed", row -> row.spec.seed()));
    fields.add(Field.text("folder", "folder", Row::folder));
    fields.add(Field.integer("epoch", "epoch", row -> row.epoch.epoch()));
    fields.add(number("train_loss", EpochMetrics::trainLoss));
    fields.add(number("train_accuracy", EpochMetrics::trainAccuracy));
    addScores(fields, "test", EpochMetrics::test);
    addScores(fields, "validation", EpochMetrics::validation);
    fields.add(number("learning_rate", EpochMetrics::learningRate));
    fields.add(number("seconds", EpochMetrics::seconds));
    fields.add(number("evaluation_seconds", EpochMetrics::evaluationSeconds));
    fields.add(number("data_seconds", EpochMetrics::dataSeconds));
    fields.add(number("images_per_second", EpochMetrics::imagesPerSecond));
    return fields.stream().map(Field::forPrograms).toList();
  }

  private static void addScores(
      List<Field<Row>> fields, String of, Function<EpochMetrics, Optional<Scores>> scores) {
    for (String name : List.of("loss", "accuracy")) {
      ToDoubleFunction<Scores> value = name.equals("loss") ? Scores::loss : Scores::accuracy;
      fields.add(
          Field.number(
              of + "_" + name,
              of + " " + name,
              row ->
                  scores
                      .apply(row.epoch)
                      .map(known -> cell(value.applyAsDouble(known)))
                      .orElse(Cells.MISSING)));
    }
    fields.add(
        Field.integerCell(
            of + "_correct",
            of + " correct",
            row ->
                scores
                    .apply(row.epoch)
                    .map(known -> Cells.integer(known.correct()))
                    .orElse(Cells.MISSING)));
  }

  private static Field<Row> number(String key, ToDoubleFunction<EpochMetrics> value) {
    return Field.number(key, key, row -> cell(value.applyAsDouble(row.epoch)));
  }

  private static ReportCell cell(double value) {
    return Cells.decimal(LOSS_DIGITS, value);
  }
}
