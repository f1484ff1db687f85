package org.menagerie.reports.schema;

import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.menagerie.reports.evidence.Group;
import org.menagerie.reports.evidence.Report;
import org.menagerie.reports.evidence.Speed;
import org.menagerie.training.run.RunResult;

/** {@code runs}: one row for each run. */
final class RunTable {
  private RunTable() {}

  private record Row(Group group, RunResult run, String folder) {}

  static DataTable of(Report report) {
    List<Row> rows =
        IntStream.range(0, report.runs().size())
            .mapToObj(
                i -> {
                  RunResult run = report.runs().get(i).result();
                  return new Row(report.groupOf(run), run, report.folders().get(i));
                })
            .toList();
    return DataTable.of("runs", "Runs", FIELDS, rows, List.of());
  }

  private static final List<Field<Row>> FIELDS =
      List.of(
          Field.of("group", "#", row -> new Cell.Whole(row.group.number())),
          Field.text("model", "model", row -> row.run.spec().modelId()),
          Field.identity("engine", "engine", row -> row.run.spec().engine()),
          Field.identity("dataset", "data set", row -> row.group.dataset()),
          Field.of("seed", "seed", row -> new Cell.Whole(row.run.spec().seed())),
          Field.forPrograms("threads", row -> new Cell.Whole(row.run.spec().threads())),
          Field.of("epochs", "epochs", row -> new Cell.Whole(row.run.history().size())),
          Field.forPrograms(
              "epochs_planned", row -> new Cell.Whole(row.run.spec().recipe().epochs())),
          Field.forPrograms(
              "stop_reason",
              row -> new Cell.Text(row.run.stopReason().name().toLowerCase(Locale.ROOT))),
          Field.of(
              "final_test_accuracy",
              "final %",
              row -> Cell.decimal(2, row.run.finalEpoch().testAccuracy())),
          Field.of(
              "best_test_accuracy",
              "best* %",
              row -> Cell.decimal(2, row.run.bestEpoch().testAccuracy())),
          Field.of("best_epoch", "in epoch", row -> new Cell.Whole(row.run.bestEpoch().epoch())),
          Field.of(
              "final_train_accuracy",
              "train %",
              row -> Cell.decimal(2, row.run.finalEpoch().trainAccuracy())),
          Field.forPrograms(
              "final_test_loss", row -> Cell.decimal(4, row.run.finalEpoch().testLoss())),
          Field.of(
              "seconds_per_epoch",
              "s per epoch",
              row -> Cell.decimal(1, Speed.of(row.run.history()).secondsPerEpoch())),
          Field.of(
              "images_per_second",
              "images/s",
              row -> Cell.decimal(0, Speed.of(row.run.history()).imagesPerSecond())),
          Field.of("peak_memory_bytes", "peak MiB", row -> Cell.bytes(row.run.peakMemoryBytes())),
          Field.text("folder", "folder", Row::folder),
          Field.forPrograms("run", row -> new Cell.Text(row.run.spec().runName())),
          Field.forPrograms("menagerie", row -> new Cell.Text(row.run.provenance().menagerie())),
          Field.forPrograms(
              "finished_at", row -> new Cell.Text(row.run.provenance().finishedAt())));
}
