package org.menagerie.runner.terminal;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * Rows for people and for programs: people read the columns, programs the rows as they are.
 *
 * @param <T> a record
 */
public final class Listing<T> {
  private final List<T> rows;
  private final List<String> titles = new ArrayList<>();
  private final List<Function<T, Object>> cells = new ArrayList<>();

  public Listing(List<T> rows) {
    this.rows = List.copyOf(rows);
  }

  public Listing<T> column(String title, Function<T, Object> cell) {
    titles.add(title);
    cells.add(cell);
    return this;
  }

  /** The table, broken into lines where it is wider than the terminal. */
  public String text(int columns) {
    TextTable table = new TextTable(titles.toArray(String[]::new));
    for (T row : rows) {
      table.row(cells.stream().map(cell -> cell.apply(row)).toArray());
    }
    return table.render(columns);
  }

  public String json() {
    return JsonText.of(rows);
  }
}
