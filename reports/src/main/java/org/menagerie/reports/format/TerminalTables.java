package org.menagerie.reports.format;

import static java.util.stream.Collectors.joining;

import java.util.List;
import org.menagerie.api.report.ReportCell;
import org.menagerie.api.report.ReportColumn;
import org.menagerie.api.report.ReportTable;
import org.menagerie.reports.text.TextTable;
import org.menagerie.reports.text.Wrapping;

/**
 * Tables and sentences in lines that fit; lines end with {@code \n}.
 *
 * @param width characters of a line, as far as breaking goes
 */
record TerminalTables(int width) {
  /** Longer texts are broken into lines; where a table has many columns, at fewer characters. */
  private static final int LONGEST = 40;

  private static final int LONGEST_OF_MANY = 20;
  private static final int MANY = 8;

  /** Texts are not broken into lines shorter than this, however narrow the terminal is. */
  private static final int NARROWEST = 12;

  /** A table with what its rows have in common before it, and its notes after it. */
  String text(ReportTable table) {
    TextTable text = new TextTable().stackTitles();
    int longest = table.columns().size() < MANY ? LONGEST : LONGEST_OF_MANY;
    for (ReportColumn column : table.columns()) {
      if (column.type().isNumeric()) {
        text.number(column.title());
      } else {
        text.text(column.title(), longest);
      }
    }
    table.rows().forEach(row -> text.row(row.stream().map(ReportCell::text).toList()));
    String common = table.common().isEmpty() ? "" : fitted("All rows: " + table.common()) + "\n\n";
    return common + text.render(width) + notes(table);
  }

  String notes(ReportTable table) {
    return table.notes().stream().map(note -> fitted(note) + "\n").collect(joining("", "\n", ""));
  }

  private String fitted(String text) {
    return fitted(text, 0);
  }

  /** Text in lines that fit, all but the first after so many spaces. */
  String fitted(String text, int indent) {
    List<String> lines = Wrapping.lines(text, Math.max(NARROWEST, width - indent));
    return String.join("\n" + " ".repeat(indent), lines);
  }
}
