package org.menagerie.reports.table;

import java.util.Arrays;
import java.util.function.Function;
import java.util.stream.Collectors;

/** A table of GitHub Flavored Markdown, its notes as a list below. */
final class MarkdownWriter implements TableWriter {

  @Override
  public String format() {
    return "markdown";
  }

  @Override
  public String write(ComparisonTable table) {
    StringBuilder text = new StringBuilder();
    text.append(line(column -> escaped(column.fullTitle())));
    text.append(line(column -> column.isNumber() ? "---:" : "---"));
    table.rows().forEach(row -> text.append(line(column -> escaped(column.cell(row)))));
    text.append('\n');
    Notes.of(table).forEach(note -> text.append("- ").append(escaped(note)).append('\n'));
    return text.toString();
  }

  private static String line(Function<Column, String> cell) {
    return Arrays.stream(Column.values())
        .map(cell)
        .collect(Collectors.joining(" | ", "| ", " |\n"));
  }

  /** Text that no renderer takes for markup, HTML, a mention or an end of the cell. */
  private static String escaped(String plain) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < plain.length(); i++) {
      char c = plain.charAt(i);
      if ("&<>|@#".indexOf(c) >= 0) {
        text.append("&#").append((int) c).append(';');
      } else if ("\\`*_[]~$".indexOf(c) >= 0) {
        text.append('\\').append(c);
      } else {
        text.append(c);
      }
    }
    return text.toString();
  }
}
