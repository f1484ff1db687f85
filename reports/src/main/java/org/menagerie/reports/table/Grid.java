package org.menagerie.reports.table;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** Rows in aligned columns, below titles in two lines. */
final class Grid<R> {
  private static final String GAP = "  ";

  private final List<Column<R>> columns;
  private final List<List<String>> rows;
  private final int[] widths;

  Grid(List<Column<R>> columns, List<R> rows) {
    this.columns = columns;
    this.rows =
        rows.stream()
            .map(row -> columns.stream().map(column -> column.cell(row)).toList())
            .toList();
    this.widths = IntStream.range(0, columns.size()).map(this::widthOf).toArray();
  }

  private int widthOf(int index) {
    int cells = rows.stream().mapToInt(row -> Cells.width(row.get(index))).max().orElse(0);
    return Math.max(cells, Cells.width(columns.get(index).title()));
  }

  List<String> lines() {
    List<String> lines = new ArrayList<>();
    String groups = groups();
    lines.add(groups);
    lines.add(line(columns.stream().map(Column::title).toList()));
    lines.add("─".repeat(IntStream.of(widths).sum() + GAP.length() * (widths.length - 1)));
    rows.forEach(row -> lines.add(line(row)));
    return lines;
  }

  /** Each group's name above its columns, which are widened if they are too narrow for it. */
  private String groups() {
    StringBuilder line = new StringBuilder();
    int end;
    for (int start = 0; start < columns.size(); start = end) {
      String group = columns.get(start).group();
      end = endOfGroup(start);
      int span = IntStream.range(start, end).map(i -> widths[i]).sum();
      span += GAP.length() * (end - start - 1);
      widths[end - 1] += Math.max(0, Cells.width(group) - span);
      boolean right = end - start == 1 && columns.get(start).isNumber();
      line.append(padded(group, Math.max(span, Cells.width(group)), right)).append(GAP);
    }
    return line.toString().stripTrailing();
  }

  private int endOfGroup(int start) {
    String group = columns.get(start).group();
    int end = start + 1;
    while (!group.isEmpty() && end < columns.size() && columns.get(end).group().equals(group)) {
      end++;
    }
    return end;
  }

  private String line(List<String> cells) {
    StringBuilder line = new StringBuilder();
    for (int i = 0; i < cells.size(); i++) {
      line.append(padded(cells.get(i), widths[i], columns.get(i).isNumber())).append(GAP);
    }
    return line.toString().stripTrailing();
  }

  private static String padded(String text, int width, boolean right) {
    String padding = " ".repeat(width - Cells.width(text));
    return right ? padding + text : text + padding;
  }
}
