package com.example.report;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.stream.Collectors;
import org.menagerie.api.report.ReportCell;
import org.menagerie.api.report.ReportColumn;
import org.menagerie.api.report.ReportDocument;
import org.menagerie.api.report.ReportFormat;
import org.menagerie.api.report.ReportTable;

/** Tables for Org mode of Emacs. On the command line: {@code report --format org}. */
public final class Org implements ReportFormat {

  @Override
  public String name() {
    return "org";
  }

  @Override
  public String description() {
    return "tables for Org mode";
  }

  @Override
  public String fileExtension() {
    return "org";
  }

  /** Titles and texts are rounded and made for people; a program would take keys and values. */
  @Override
  public void write(ReportDocument report, OutputStream out) throws IOException {
    StringBuilder text = new StringBuilder();
    for (ReportTable table : report.tablesForPeople()) {
      text.append("* ").append(table.title()).append("\n\n");
      text.append(row(table.columns().stream().map(ReportColumn::title).toList()));
      text.append("|-\n");
      for (List<ReportCell> cells : table.rows()) {
        text.append(row(cells.stream().map(ReportCell::text).toList()));
      }
      // With a space before it, a note that begins with a star is no heading.
      table.notes().forEach(note -> text.append("\n ").append(note).append('\n'));
      text.append('\n');
    }
    out.write(text.toString().getBytes(UTF_8));
  }

  private static String row(List<String> cells) {
    return cells.stream()
        .map(cell -> cell.replace("|", "\\vert{}"))
        .collect(Collectors.joining(" | ", "| ", " |\n"));
  }
}
