package org.menagerie.reports.schema;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.Stream;
import org.menagerie.api.report.ReportCell;
import org.menagerie.reports.evidence.Crossings;
import org.menagerie.reports.evidence.Crossings.OfGroup;
import org.menagerie.reports.evidence.Crossings.Unit;
import org.menagerie.reports.evidence.Report;
import org.menagerie.reports.statistics.Survival;
import org.menagerie.reports.text.Cells;

/** {@code crossings} and {@code survival}: how long models take to a threshold of accuracy. */
final class CrossingTable {
  private static final int SHARE_DIGITS = 3;

  private CrossingTable() {}

  static Table<OfGroup> crossings(Report report) {
    List<Field<OfGroup>> fields = new ArrayList<>();
    double threshold = report.crossings().map(Crossings::threshold).orElse(0.0);
    fields.add(Field.integer("group", "#", row -> row.group().number()));
    fields.add(Field.text("name", "model", row -> row.group().name()));
    fields.add(
        Field.<OfGroup>number("threshold", "threshold %", row -> Cells.decimal(2, threshold))
            .saidOnceIfCommon());
    fields.add(Field.text("crossing", "crossing", row -> row.kind().word()));
    fields.add(Field.integer("n", "seeds", row -> row.epochs().size()));
    fields.add(Field.integer("reached", "reached it", OfGroup::reached));
    for (Unit unit : Unit.values()) {
      String word = unit.word();
      fields.add(Field.number("median_" + word, word, row -> number(unit, row.by(unit).median())));
      fields.add(
          Field.<OfGroup>number(
                  "median_" + word + "_low", "low", row -> number(unit, row.by(unit).medianLow()))
              .forPrograms());
      fields.add(
          Field.<OfGroup>number(
                  "median_" + word + "_high",
                  "high",
                  row -> number(unit, row.by(unit).medianHigh()))
              .forPrograms());
      if (unit == Unit.EPOCHS) {
        fields.add(Field.<OfGroup>text("interval", "95 %", CrossingTable::interval).forPeople());
      }
    }
    return new Table<>(
        "crossings",
        "Time to accuracy",
        fields,
        report.crossings().map(Crossings::groups).orElse(List.of()),
        audience ->
            report.crossings().isEmpty()
                ? List.of()
                : List.of(
                    "Medians over seeds (Kaplan and Meier): a run that ended below the threshold"
                        + " counts as taking longer than that. None where fewer than half reached"
                        + " it. First: the first epoch that reaches it; stable: from which on none"
                        + " is below. By the images that epochs were chosen on; seconds and images"
                        + " of training.",
                    "95 %: interval of the median epochs; open where the runs do not tell its end."));
  }

  private static ReportCell number(Unit unit, OptionalDouble value) {
    return value.isPresent() && unit == Unit.SECONDS
        ? Cells.seconds(value.getAsDouble())
        : Cells.decimal(
            unit == Unit.EPOCHS && value.isPresent() && value.getAsDouble() % 1 != 0 ? 1 : 0,
            value);
  }

  private static String interval(OfGroup row) {
    Survival epochs = row.by(Unit.EPOCHS);
    return row.reached() == 0
        ? Cells.NOTHING
        : number(Unit.EPOCHS, epochs.medianLow()).text()
            + " to "
            + number(Unit.EPOCHS, epochs.medianHigh()).text();
  }

  /** A point of a curve. */
  private record Point(OfGroup row, Unit unit, Survival.Step step) {}

  static Table<?> survival(Report report) {
    return new Table<>(
        "survival",
        "Not there yet",
        Stream.<Field<Point>>of(
                Field.integer("group", "#", point -> point.row.group().number()),
                Field.text("crossing", "crossing", point -> point.row.kind().word()),
                Field.text("unit", "unit", point -> point.unit.word()),
                Field.number("time", "time", point -> Cells.decimal(2, point.step.time())),
                Field.integer("at_risk", "at risk", point -> point.step.atRisk()),
                Field.integer("reached", "reached it", point -> point.step.reached()),
                Field.number(
                    "share", "share", point -> Cells.decimal(SHARE_DIGITS, point.step.share())),
                Field.number(
                    "share_low",
                    "low",
                    point -> Cells.decimal(SHARE_DIGITS, point.step.interval().lower())),
                Field.number(
                    "share_high",
                    "high",
                    point -> Cells.decimal(SHARE_DIGITS, point.step.interval().upper())))
            .map(Field::forPrograms)
            .toList(),
        report.crossings().stream()
            .flatMap(crossings -> crossings.groups().stream())
            .flatMap(row -> Stream.of(Unit.values()).flatMap(unit -> points(row, unit)))
            .toList(),
        audience -> List.of());
  }

  private static Stream<Point> points(OfGroup row, Unit unit) {
    return row.by(unit).steps().stream().map(step -> new Point(row, unit, step));
  }
}
