package org.menagerie.reports.table;

import java.util.function.Function;

/** The columns of tables that people read, in order. */
enum Column {
  MODEL("", "model", false, RunRow::model),
  ENGINE("", "engine", false, RunRow::engine),
  DATASET("", "data set", false, RunRow::dataset),
  SEED("", "seed", true, row -> Long.toString(row.seed())),
  PARAMETERS("", "params", true, row -> Cells.count(row.parameters())),
  EPOCHS("", "epochs", true, row -> Cells.epochs(row.epochs())),
  FINAL_TEST("test accuracy %", "final", true, row -> Cells.percent(row.finalTest().percent())),
  INTERVAL("test accuracy %", "interval", true, row -> Cells.interval(row.finalTest().interval())),
  BEST_TEST("test accuracy %", "best*", true, row -> Cells.best(row.bestTest())),
  TRAIN("train", "acc. %", true, row -> Cells.percent(row.trainAccuracy())),
  PUBLISHED_FINAL(
      "published %", "final", true, row -> Cells.percent(row.claims().finalTestAccuracy())),
  PUBLISHED_BEST(
      "published %", "best*", true, row -> Cells.percent(row.claims().bestTestAccuracy())),
  TARGET("", "target", false, row -> Cells.targets(row.claims().targets())),
  SECONDS("s per", "epoch", true, row -> Cells.seconds(row.speed().secondsPerEpoch())),
  IMAGES("images", "per s", true, row -> Cells.decimals(0, row.speed().imagesPerSecond()));

  private final String group;
  private final String title;
  private final boolean number;

  // Only the lambdas and method references above, which hold no state.
  @SuppressWarnings("ImmutableEnumChecker")
  private final Function<RunRow, String> cell;

  Column(String group, String title, boolean number, Function<RunRow, String> cell) {
    this.group = group;
    this.title = title;
    this.number = number;
    this.cell = cell;
  }

  /** What stands above the titles of neighbours of one group, or nothing. */
  String group() {
    return group;
  }

  String title() {
    return title;
  }

  /** Group and title. */
  String fullTitle() {
    return group.isEmpty() ? title : group + " " + title;
  }

  /** Whether cells are set flush right. */
  boolean isNumber() {
    return number;
  }

  /** The cell of a run, free of what would steer a terminal. */
  String cell(RunRow row) {
    return Plain.of(cell.apply(row));
  }
}
