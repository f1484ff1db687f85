package org.menagerie.runner.command;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.menagerie.runner.terminal.JsonText;
import org.menagerie.runner.terminal.TextTable;

/** Rows with named columns, for people and for programs. */
final class Listing {
  private final List<String> columns;
  private final List<List<Object>> rows = new ArrayList<>();

  Listing(String... columns) {
    this.columns = List.of(columns);
  }

  /** Adds a row; JSON keeps numbers as numbers, an empty text means unknown. */
  void row(Object... cells) {
    rows.add(List.of(cells));
  }

  String text() {
    TextTable table = new TextTable(columns.toArray(String[]::new));
    rows.forEach(row -> table.row(row.toArray()));
    return table.render();
  }

  String json() {
    List<Map<String, Object>> objects = new ArrayList<>();
    for (List<Object> row : rows) {
      Map<String, Object> object = new LinkedHashMap<>();
      for (int i = 0; i < columns.size(); i++) {
        object.put(columns.get(i).replace(' ', '_'), row.get(i));
      }
      objects.add(object);
    }
    return JsonText.of(objects);
  }
}
