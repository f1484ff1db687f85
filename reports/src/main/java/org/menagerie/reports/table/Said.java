package org.menagerie.reports.table;

import static java.util.stream.Collectors.joining;

import java.util.List;

/** What is the same in all rows, and so said once instead of in a column. */
final class Said {
  private Said() {}

  static <R> boolean isSame(Column<R> column, List<R> rows) {
    return rows.stream().map(column::cell).distinct().count() == 1;
  }

  /** The columns that are not. */
  static <R> List<Column<R>> differently(List<Column<R>> columns, List<R> rows) {
    return columns.stream().filter(column -> !isSame(column, rows)).toList();
  }

  /** Title and cell of each column that is the same, or nothing. */
  static <R> String once(List<Column<R>> columns, List<R> rows) {
    return columns.stream()
        .filter(column -> isSame(column, rows))
        .map(column -> column.title() + " " + column.cell(rows.get(0)))
        .collect(joining(", "));
  }
}
