package org.menagerie.runner.command;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.menagerie.runner.terminal.JsonText;
import org.menagerie.runner.terminal.TextTable;

/**
 * Rows for people and for programs: people read the columns, programs the rows as they are.
 *
 * @param <T> a record
 */
final class Listing<T> {
  private final List<T> rows;
  private final List<String> titles = new ArrayList<>();
  private final List<Function<T, Object>> cells = new ArrayList<>();

  Listing(List<T> rows) {
    this.rows = List.copyOf(rows);
  }

  Listing<T> column(String title, Function<T, Object> cell) {
    titles.add(title);
    cells.add(cell);
    return this;
  }

  String text() {
    TextTable table = new TextTable(titles.toArray(String[]::new));
    for (T row : rows) {
      table.row(cells.stream().map(cell -> cell.apply(row)).toArray());
    }
    return table.render();
  }

  String json() {
    return JsonText.of(rows);
  }
}
