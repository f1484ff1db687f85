package org.menagerie.reports.format;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.joining;

import com.google.auto.service.AutoService;
import java.io.IOException;
import java.io.OutputStream;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.menagerie.api.report.ReportCell;
import org.menagerie.api.report.ReportColumn;
import org.menagerie.api.report.ReportDocument;
import org.menagerie.api.report.ReportFormat;
import org.menagerie.api.report.ReportTable;
import org.menagerie.training.text.SafeText;

/** Findings and tables of GitHub Flavored Markdown, each with its notes as a list below. */
@AutoService(ReportFormat.class)
public final class MarkdownFormat implements ReportFormat {
  /** What would begin a list or a rule at the start of a line. */
  private static final Pattern BLOCK = Pattern.compile("^(\\d*)([-+.)](?=\\s|$)|-(?=-))");

  @Override
  public String name() {
    return "markdown";
  }

  @Override
  public String description() {
    return "findings and tables, for a README or an issue";
  }

  @Override
  public String fileExtension() {
    return "md";
  }

  @Override
  public void write(ReportDocument report, OutputStream out) throws IOException {
    StringBuilder text = new StringBuilder("# Report\n\n");
    report.headlines().forEach(line -> appendItem(text, line));
    report.tablesForPeople().forEach(table -> append(text, table));
    out.write(text.toString().getBytes(UTF_8));
  }

  private static void append(StringBuilder text, ReportTable table) {
    text.append("\n## ").append(table.title()).append("\n\n");
    if (!table.common().isEmpty()) {
      text.append("All rows: ").append(SafeText.markdown(table.common())).append(".\n\n");
    }
    text.append(line(table.columns().stream().map(ReportColumn::title)));
    text.append(
        table.columns().stream()
            .map(column -> column.type().isNumeric() ? "---:" : "---")
            .collect(joining(" | ", "| ", " |\n")));
    table.rows().forEach(row -> text.append(line(row.stream().map(ReportCell::text))));
    text.append('\n');
    table.notes().forEach(note -> appendItem(text, note));
  }

  private static void appendItem(StringBuilder text, String sentence) {
    text.append("- ")
        .append(BLOCK.matcher(SafeText.markdown(sentence)).replaceFirst("$1\\\\$2"))
        .append('\n');
  }

  private static String line(Stream<String> cells) {
    return cells.map(SafeText::markdown).collect(joining(" | ", "| ", " |\n"));
  }
}
