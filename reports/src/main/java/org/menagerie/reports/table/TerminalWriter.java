package org.menagerie.reports.table;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * For people at a terminal: a card for one run, a row each for several, what is the same for all of
 * them said once above.
 */
final class TerminalWriter implements TableWriter {
  private static final List<Column> SAID_ONCE = List.of(Column.ENGINE, Column.DATASET, Column.SEED);

  @Override
  public String format() {
    return "terminal";
  }

  @Override
  public String write(ComparisonTable table) {
    List<RunRow> rows = table.rows();
    Stream<String> lines =
        rows.size() == 1 ? Card.lines(rows.get(0)).stream() : rows(table).stream();
    return lines.collect(Collectors.joining("\n", "", "\n"));
  }

  private static List<String> rows(ComparisonTable table) {
    List<RunRow> rows = table.rows();
    List<Column> same = SAID_ONCE.stream().filter(column -> isSame(column, rows)).toList();
    Set<Column> columns = EnumSet.allOf(Column.class);
    columns.removeAll(same);
    List<String> lines = new ArrayList<>();
    if (!same.isEmpty()) {
      lines.add(
          same.stream()
              .map(column -> column.title() + " " + column.cell(rows.get(0)))
              .collect(Collectors.joining(", ", "All runs: ", "")));
      lines.add("");
    }
    lines.addAll(new Grid(List.copyOf(columns), rows).lines());
    lines.add("");
    lines.addAll(Notes.of(table));
    return lines;
  }

  private static boolean isSame(Column column, List<RunRow> rows) {
    return rows.stream().map(column::cell).distinct().count() == 1;
  }
}
