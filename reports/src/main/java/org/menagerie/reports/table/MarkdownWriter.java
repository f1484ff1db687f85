package org.menagerie.reports.table;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.menagerie.reports.evidence.Finding;

/** A table of GitHub Flavored Markdown, its notes as a list below. */
final class MarkdownWriter implements TableWriter {

  @Override
  public String format() {
    return "markdown";
  }

  @Override
  public String write(ComparisonTable table) {
    List<RunRow> rows = table.rows();
    List<Column<RunRow>> columns = new ArrayList<>(RunColumns.of(rows));
    if (RunColumns.sameUnchangedRecipe(rows.stream().map(RunRow::recipe).toList())) {
      columns.remove(RunColumns.RECIPE);
    }
    return text(columns, rows, Notes.of(table));
  }

  @Override
  public String write(ReplicatesTable table) {
    List<Finding> findings = table.findings();
    List<String> notes = new ArrayList<>();
    if (Said.isSame(FindingColumns.DATASET, findings)) {
      notes.add("Data set: %s.".formatted(FindingColumns.DATASET.cell(findings.get(0))));
    }
    notes.addAll(FindingNotes.of(table));
    return text(FindingColumns.of(table), findings, notes);
  }

  private static <R> String text(List<Column<R>> columns, List<R> rows, List<String> notes) {
    StringBuilder text = new StringBuilder();
    text.append(line(columns, column -> escaped(column.fullTitle())));
    text.append(line(columns, column -> column.isNumber() ? "---:" : "---"));
    rows.forEach(row -> text.append(line(columns, column -> escaped(column.cell(row)))));
    text.append('\n');
    notes.forEach(note -> text.append("- ").append(escaped(note)).append('\n'));
    return text.toString();
  }

  private static <R> String line(List<Column<R>> columns, Function<Column<R>, String> cell) {
    return columns.stream().map(cell).collect(Collectors.joining(" | ", "| ", " |\n"));
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
