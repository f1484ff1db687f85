package org.menagerie.reports.table;

import java.util.ArrayList;
import java.util.List;

/** The columns of a table with one row per run. */
final class RunColumns {
  static final Column<RunRow> MODEL = Column.text("model", RunRow::model);
  static final Column<RunRow> ENGINE = Column.text("engine", RunRow::engine);
  static final Column<RunRow> DATASET = Column.text("data set", RunRow::dataset);
  static final Column<RunRow> RECIPE = Column.text("recipe", row -> row.recipe().text());
  static final Column<RunRow> SEED = Column.number("", "seed", row -> Long.toString(row.seed()));
  static final Column<RunRow> FOLDER = Column.text("folder", RunRow::folder);

  private static final String TEST = "test accuracy %";
  private static final String PUBLISHED = "published %";

  private static final List<Column<RunRow>> IDENTITY =
      List.of(MODEL, ENGINE, DATASET, RECIPE, SEED);

  private static final List<Column<RunRow>> MEASURED =
      List.of(
          Column.number("", "params", row -> Cells.count(row.parameters())),
          Column.number("", "epochs", row -> Cells.epochs(row.epochs())),
          Column.number(TEST, "final", row -> Cells.percent(row.finalTest().percent())),
          Column.number(TEST, "interval", row -> Cells.interval(row.finalTest().interval())),
          Column.number(TEST, "best*", row -> Cells.best(row.bestTest())),
          Column.number("train", "acc. %", row -> Cells.percent(row.trainAccuracy())),
          Column.number(PUBLISHED, "final", row -> Cells.percent(row.claims().finalTestAccuracy())),
          Column.number(PUBLISHED, "best*", row -> Cells.percent(row.claims().bestTestAccuracy())),
          Column.text("target", row -> Cells.targets(row.claims().targets())),
          Column.number("s per", "epoch", row -> Cells.seconds(row.speed().secondsPerEpoch())),
          Column.number(
              "images", "per s", row -> Cells.decimals(0, row.speed().imagesPerSecond())));

  private RunColumns() {}

  /** All that the rows call for, with the folder last where nothing else tells two rows apart. */
  static List<Column<RunRow>> of(List<RunRow> rows) {
    List<Column<RunRow>> columns = new ArrayList<>(IDENTITY);
    columns.addAll(MEASURED);
    long distinct =
        rows.stream()
            .map(row -> IDENTITY.stream().map(column -> column.cell(row)).toList())
            .distinct()
            .count();
    if (distinct < rows.size()) {
      columns.add(FOLDER);
    }
    return columns;
  }
}
