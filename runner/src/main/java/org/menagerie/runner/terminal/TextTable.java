package org.menagerie.runner.terminal;

import java.util.ArrayList;
import java.util.List;
import org.menagerie.training.text.Printable;

/** Columns of text, as wide as they need to be; columns of numbers stand to the right. */
public final class TextTable {
  private static final String GAP = "  ";

  private final List<String> header;
  private final List<List<String>> rows = new ArrayList<>();

  public TextTable(String... header) {
    this.header = List.of(header);
  }

  /** Adds a row of as many cells as the header has. */
  public TextTable row(Object... cells) {
    List<String> row = new ArrayList<>();
    for (Object cell : cells) {
      row.add(Printable.text(String.valueOf(cell)));
    }
    rows.add(List.copyOf(row));
    return this;
  }

  /** Lines that each end with a line break. */
  public String render() {
    StringBuilder text = new StringBuilder();
    append(text, header);
    append(text, header.stream().map(title -> "-".repeat(title.length())).toList());
    rows.forEach(row -> append(text, row));
    return text.toString();
  }

  private void append(StringBuilder text, List<String> cells) {
    StringBuilder line = new StringBuilder();
    for (int column = 0; column < cells.size(); column++) {
      String cell = cells.get(column);
      String space = " ".repeat(width(column) - cell.length());
      line.append(column == 0 ? "" : GAP);
      line.append(isNumeric(column) ? space + cell : cell + space);
    }
    text.append(line.toString().stripTrailing()).append(System.lineSeparator());
  }

  private int width(int column) {
    return Math.max(
        header.get(column).length(),
        rows.stream().mapToInt(row -> row.get(column).length()).max().orElse(0));
  }

  private boolean isNumeric(int column) {
    return !rows.isEmpty()
        && rows.stream().allMatch(row -> row.get(column).matches("[<>]? ?[-+0-9.,%]*|—"));
  }
}
