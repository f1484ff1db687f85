package org.menagerie.reports.schema;

import static java.util.Comparator.naturalOrder;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.menagerie.api.recipe.Validation;
import org.menagerie.api.report.ReportCell;
import org.menagerie.reports.StoredRun;
import org.menagerie.reports.evidence.Group;
import org.menagerie.reports.evidence.Protocol;
import org.menagerie.reports.evidence.Report;
import org.menagerie.reports.evidence.Speed;
import org.menagerie.reports.evidence.TargetRecord;
import org.menagerie.reports.evidence.TargetVerdict;
import org.menagerie.reports.headline.PooledVersions;
import org.menagerie.reports.statistics.Interval;
import org.menagerie.reports.statistics.Proportion;
import org.menagerie.reports.text.Cells;
import org.menagerie.training.run.Ancestor;
import org.menagerie.training.run.Build;
import org.menagerie.training.run.EpochMetrics;
import org.menagerie.training.run.RunResult;
import org.menagerie.training.run.Scores;
import org.menagerie.training.run.StopReason;

/** {@code runs}: one row for each run. */
final class RunTable {
  private static final String STOPPED_ON_VALIDATION = "§";

  private RunTable() {}

  /** A run of a group. */
  private record Row(Group group, RunResult run, String folder) {
    Interval interval() {
      return new Proportion(run.finalEpoch().testCorrect(), run.testOutcome().images()).interval();
    }

    OptionalInt fold() {
      return run.fold().stream().mapToInt(Validation.Fold::number).findFirst();
    }

    Build build() {
      return run.provenance().build();
    }

    Optional<String> target() {
      return group.targets().stream()
          .map(TargetRecord::target)
          .map(target -> TargetVerdict.of(target, run))
          .max(naturalOrder())
          .map(TargetVerdict::words);
    }
  }

  static Table<?> of(Report report) {
    List<Group> groups = report.groupsOfRuns();
    List<Row> rows =
        IntStream.range(0, report.runs().size())
            .mapToObj(
                i -> new Row(groups.get(i), report.runs().get(i).result(), report.folders().get(i)))
            .toList();
    return new Table<>("runs", "Runs", fields(rows), rows, a -> notes(report, a));
  }

  /** Whether nothing but the folder tells two rows apart. */
  private static boolean areAmbiguous(List<Row> rows) {
    return rows.stream()
            .map(row -> List.of(row.group.number(), row.run.spec().seed(), row.fold()))
            .distinct()
            .count()
        < rows.size();
  }

  private static List<Field<Row>> fields(List<Row> rows) {
    ChosenEpoch chosen = chosen(rows);
    List<Field<Row>> fields = new ArrayList<>();
    fields.add(
        integer("group", "#", row -> row.group.number()).only(Audience.PROGRAM, Audience.PAGE));
    fields.add(text("model", "model", row -> row.run.spec().modelId()));
    fields.add(text("engine", "engine", row -> row.run.spec().engine()).saidOnceIfCommon());
    fields.add(text("dataset", "data set", row -> row.group.dataset()).saidOnceIfCommon());
    fields.add(
        text("recipe", "recipe", row -> row.group.recipe())
            .only(Audience.PROGRAM, Audience.TERMINAL)
            .saidOnceIfCommon());
    fields.add(integer("seed", "seed", row -> row.run.spec().seed()).saidOnceIfCommon());
    fields.add(Field.<Row>integerCell("fold", "fold", row -> Cells.integer(row.fold())));
    Field<Row> threads = integer("threads", "threads", row -> row.run.spec().threads());
    // Without them, speeds in neighbouring rows would pass for those of the models.
    boolean differ = rows.stream().map(row -> row.run.spec().threads()).distinct().count() > 1;
    fields.add(differ ? threads : threads.forPrograms());
    fields.add(
        integer("parameters", "params", row -> row.run.parameters())
            .described("Parameters")
            .only(Audience.PROGRAM, Audience.TERMINAL));
    fields.add(Field.<Row>integerCell("epochs_of", "epochs", row -> epochs(row.run)).forPeople());
    fields.add(integer("epochs", "epochs", row -> row.run.history().size()).forPrograms());
    fields.add(
        integer("epochs_planned", "planned", row -> row.run.spec().recipe().epochs())
            .forPrograms());
    fields.add(
        text("stop_reason", "stopped", row -> row.run.stopReason().name().toLowerCase(Locale.ROOT))
            .forPrograms());
    fields.add(
        number(
                "final_test_accuracy",
                "final %",
                row ->
                    Cells.marked(
                        Cells.decimal(2, row.run.finalEpoch().testAccuracy()), mark(row.run)))
            .described("Test accuracy, final epoch, %"));
    fields.add(
        number("interval", "95 %", row -> Cells.percentages(row.interval()))
            .described("95 % interval, final epoch, %")
            .forPeople());
    fields.add(percent("final_low", "low", row -> row.interval().lower()).forPrograms());
    fields.add(percent("final_high", "high", row -> row.interval().upper()).forPrograms());
    fields.add(
        number(
                "best",
                chosen.name() + " %",
                row ->
                    Cells.marked(
                        Cells.percentInEpoch(
                            row.run.bestEpoch().testAccuracy(), row.run.bestEpoch().epoch()),
                        chosen.mark(row.run)))
            .described("Test accuracy, %s epoch, %%".formatted(chosen.name()))
            .forPeople());
    fields.add(
        percent("best_test_accuracy", chosen.name(), row -> row.run.bestEpoch().testAccuracy())
            .forPrograms());
    fields.add(integer("best_epoch", "in epoch", row -> row.run.bestEpoch().epoch()).forPrograms());
    addValidation(fields, rows);
    fields.add(
        percent("final_train_accuracy", "train %", row -> row.run.finalEpoch().trainAccuracy())
            .described("Training accuracy, final epoch, %"));
    fields.add(
        number("final_test_loss", "loss", row -> Cells.decimal(4, row.run.finalEpoch().testLoss()))
            .forPrograms());
    fields.add(
        number(
                "published_final",
                "published final",
                row -> Cells.decimal(2, row.group.finding().published(Protocol.FINAL)))
            .described("Published, final epoch, %")
            .only(Audience.PROGRAM, Audience.TERMINAL));
    fields.add(
        number(
                "published_best",
                "published " + chosen.name(),
                row -> Cells.decimal(2, row.group.finding().published(Protocol.BEST)))
            .described("Published, %s epoch, %%".formatted(chosen.name()))
            .only(Audience.PROGRAM, Audience.TERMINAL));
    fields.add(
        Field.<Row>optionalText("target", "target", Row::target)
            .only(Audience.PROGRAM, Audience.TERMINAL));
    fields.add(
        number(
                "seconds_per_epoch",
                "s per epoch",
                row -> Cells.seconds(Speed.of(row.run.history()).secondsPerEpoch()))
            .described("Seconds per epoch"));
    fields.add(
        number(
                "images_per_second",
                "images/s",
                row -> Cells.decimal(0, Speed.of(row.run.history()).imagesPerSecond()))
            .described("Images per second"));
    Field<Row> memory =
        Field.<Row>integerCell(
                "peak_memory_bytes", "peak MiB", row -> Cells.bytes(row.run.peakMemoryBytes()))
            .described("Peak memory, MiB");
    fields.add(rows.size() == 1 ? memory : memory.only(Audience.PROGRAM, Audience.PAGE));
    Field<Row> folder = text("folder", "folder", Row::folder);
    fields.add(areAmbiguous(rows) ? folder : folder.only(Audience.PROGRAM, Audience.PAGE));
    fields.add(text("run", "run", row -> row.run.spec().runName()).forPrograms());
    fields.add(
        text("menagerie", "Menagerie", row -> row.run.provenance().menagerie()).forPrograms());
    fields.add(
        Field.<Row>integerCell(
                "numeric_version",
                "numeric version",
                row -> Cells.integer(row.build().numericVersion()))
            .forPrograms());
    fields.add(text("commit", "commit", row -> row.build().commit()).forPrograms());
    fields.add(
        Field.<Row>optionalText(
                "engine_checksum", "engine's SHA-256", row -> row.build().engineChecksum())
            .forPrograms());
    fields.add(
        Field.<Row>optionalText(
                "ancestor", "extends", row -> row.run.provenance().ancestor().map(Ancestor::run))
            .forPrograms());
    fields.add(
        text("finished_at", "finished", row -> row.run.provenance().finishedAt()).forPrograms());
    return fields;
  }

  private static ChosenEpoch chosen(List<Row> rows) {
    return ChosenEpoch.of(rows.stream().map(Row::run).toList());
  }

  private static void addValidation(List<Field<Row>> fields, List<Row> rows) {
    fields.add(
        Field.<Row>integerCell(
                "validation_images",
                "validation images",
                row -> Cells.integer(row.run.validationImages()))
            .forPrograms());
    fields.add(
        number(
                "final_validation_accuracy",
                "valid final",
                row -> validationAccuracy(row.run.finalEpoch()))
            .forPrograms());
    Field<Row> ofBest =
        number("best_validation_accuracy", "valid", row -> validationAccuracy(row.run.bestEpoch()))
            .described("Validation accuracy, chosen° epoch, %");
    boolean onCard = rows.size() == 1 && rows.get(0).run.isValidated();
    fields.add(onCard ? ofBest.only(Audience.PROGRAM, Audience.TERMINAL) : ofBest.forPrograms());
  }

  private static ReportCell validationAccuracy(EpochMetrics epoch) {
    return Cells.decimal(2, epoch.validation().stream().mapToDouble(Scores::accuracy).findFirst());
  }

  private static Field<Row> text(String key, String title, Function<Row, String> text) {
    return Field.text(key, title, text);
  }

  private static Field<Row> integer(String key, String title, Function<Row, Number> value) {
    return Field.integer(key, title, row -> value.apply(row).longValue());
  }

  private static Field<Row> number(String key, String title, Function<Row, ReportCell> cell) {
    return Field.number(key, title, cell);
  }

  private static Field<Row> percent(String key, String title, Function<Row, Double> percent) {
    return Field.number(key, title, row -> Cells.decimal(2, percent.apply(row)));
  }

  /** Trained and planned, marked if the training stopped early. */
  private static ReportCell epochs(RunResult run) {
    int trained = run.history().size();
    int planned = run.spec().recipe().epochs();
    String early = run.stoppedEarly() && run.isValidated() ? STOPPED_ON_VALIDATION : mark(run);
    return Cells.integer(trained, trained + "/" + planned + early);
  }

  private static String mark(RunResult run) {
    if (!run.stoppedOnTest()) {
      return "";
    }
    return switch (run.stopReason()) {
      case ALL_EPOCHS -> "";
      case TARGET_REACHED -> "†";
      case NO_IMPROVEMENT -> "‡";
    };
  }

  private static List<String> notes(Report report, Audience audience) {
    List<String> notes = new ArrayList<>();
    notes.add(
        "95 %: Wilson's interval of the final epoch; it covers other test images, not other seeds.");
    List<RunResult> runs = report.runs().stream().map(StoredRun::result).toList();
    notes.addAll(ChosenEpoch.of(runs).notes("(its number)"));
    if (stopped(report, StopReason.TARGET_REACHED)) {
      notes.add(
          "† Stopped early, since the test accuracy reached the recipe's target: the final epoch was"
              + " chosen on the test set, hence optimistic.");
    }
    if (stopped(report, StopReason.NO_IMPROVEMENT)) {
      notes.add(
          "‡ Stopped early, since the test accuracy no longer improved: the final epoch was chosen on"
              + " the test set.");
    }
    if (runs.stream().anyMatch(run -> run.stoppedEarly() && run.isValidated())) {
      notes.add(
          STOPPED_ON_VALIDATION
              + " Stopped early on the validation images; the test set had no part in it.");
    }
    if (audience == Audience.TERMINAL) {
      notes.addAll(ModelNotes.missingFigures(report));
      notes.addAll(PooledVersions.of(report));
    }
    return notes;
  }

  private static boolean stopped(Report report, StopReason reason) {
    return report.runs().stream()
        .map(run -> run.result())
        .anyMatch(run -> run.stopReason() == reason && run.stoppedOnTest());
  }
}
