package org.menagerie.reports.table;

import java.util.function.Function;
import org.menagerie.reports.markup.Plain;

/**
 * A column of a table that people read.
 *
 * @param group what stands above the titles of neighbours of one group, or nothing
 * @param title of the column
 * @param isNumber whether cells are set flush right
 * @param text of a row's cell
 */
record Column<R>(String group, String title, boolean isNumber, Function<R, String> text) {

  static <R> Column<R> text(String title, Function<R, String> text) {
    return new Column<>("", title, false, text);
  }

  static <R> Column<R> number(String group, String title, Function<R, String> text) {
    return new Column<>(group, title, true, text);
  }

  /** The cell of a row, free of what would steer a terminal. */
  String cell(R row) {
    return Plain.of(text.apply(row));
  }
}
