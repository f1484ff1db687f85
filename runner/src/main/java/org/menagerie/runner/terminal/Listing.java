package org.menagerie.runner.terminal;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.menagerie.reports.text.TextTable;

/**
 * Rows for people and for programs: people read the columns, programs the rows as they are.
 *
 * @param <T> a record
 */
public final class Listing<T> {
  private final List<T> rows;
  private final TextTable table = new TextTable();
  private final List<Function<T, Object>> cells = new ArrayList<>();

  public Listing(List<T> rows) {
    this.rows = List.copyOf(rows);
  }

  /** Adds a column of texts. */
  public Listing<T> column(String title, Function<T, Object> cell) {
    table.text(title);
    cells.add(cell);
    return this;
  }

  /** Adds a column of numbers. */
  public Listing<T> number(String title, Function<T, Object> cell) {
    table.number(title);
    cells.add(cell);
    return this;
  }

  /** The table, with texts broken into lines where it would be wider than the terminal. */
  public String text(int width) {
    rows.forEach(row -> table.row(cells.stream().map(cell -> cell.apply(row)).toList()));
    return table.render(width);
  }

  public String json() {
    return JsonText.of(rows);
  }
}
