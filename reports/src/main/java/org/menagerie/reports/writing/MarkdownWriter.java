package org.menagerie.reports.writing;

import static java.util.stream.Collectors.joining;

import java.util.List;
import org.menagerie.reports.evidence.Report;
import org.menagerie.reports.headline.Headlines;
import org.menagerie.reports.markup.Plain;
import org.menagerie.reports.schema.DataTable;
import org.menagerie.reports.schema.ReportTables;

/** Findings and tables of GitHub Flavored Markdown, each with its notes as a list below. */
final class MarkdownWriter {
  private MarkdownWriter() {}

  static String write(Report report) {
    StringBuilder text = new StringBuilder("# Report\n\n");
    Headlines.of(report).forEach(line -> text.append("- ").append(escaped(line)).append('\n'));
    for (DataTable table : ReportTables.of(report)) {
      if (!table.rows().isEmpty() && ReportTables.isForPeople(table)) {
        append(text, table);
      }
    }
    return text.toString();
  }

  private static void append(StringBuilder text, DataTable table) {
    text.append("\n## ").append(table.title()).append("\n\n");
    String said = table.saidOnce();
    if (!said.isEmpty()) {
      text.append("All rows: ").append(escaped(said)).append(".\n\n");
    }
    DataTable.View view = table.forPeople();
    List<Integer> columns = view.columns();
    text.append(line(view.titles()));
    text.append(
        columns.stream()
            .map(column -> view.isNumber(column) ? "---:" : "---")
            .collect(joining(" | ", "| ", " |\n")));
    view.shown().forEach(row -> text.append(line(row)));
    text.append('\n');
    table.notes().forEach(note -> text.append("- ").append(escaped(note)).append('\n'));
  }

  private static String line(List<String> cells) {
    return cells.stream().map(MarkdownWriter::escaped).collect(joining(" | ", "| ", " |\n"));
  }

  /** Text that no renderer takes for markup, HTML, a mention or an end of the cell. */
  private static String escaped(String raw) {
    String plain = Plain.of(raw);
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
