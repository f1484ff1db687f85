package org.menagerie.reports.format;

import static java.util.stream.Collectors.joining;

import java.util.List;
import java.util.stream.IntStream;
import org.menagerie.api.report.ReportCell;
import org.menagerie.api.report.ReportColumn;
import org.menagerie.api.report.ReportTable;
import org.menagerie.reports.evidence.Report;
import org.menagerie.reports.schema.Audience;
import org.menagerie.reports.schema.ReportTables;
import org.menagerie.reports.text.TextTable;

/**
 * A report at a terminal; lines end with {@code \n}.
 *
 * @param width characters of a line that tables fit, as far as breaking their texts goes
 */
public record TerminalReport(ReportTables tables, int width) {
  /** The name of the format that writes {@link #runs}. */
  public static final String FORMAT = "terminal";

  /** Longer texts are broken into lines; where a table has many columns, at fewer characters. */
  private static final int LONGEST = 40;

  private static final int LONGEST_OF_MANY = 20;
  private static final int MANY = 8;

  /** The terminal's form of a report, in lines of any length. */
  public static TerminalReport of(Report report) {
    return new TerminalReport(ReportTables.of(report), Integer.MAX_VALUE);
  }

  /** One row for each run, or a card for a single one. */
  public String runs() {
    ReportTable runs = tables.table("runs", Audience.TERMINAL);
    return runs.rows().size() == 1
        ? card(runs) + notes(runs) + after(tables.table("targets", Audience.TERMINAL))
        : text(runs);
  }

  /** Two rows for each group of replicates: its final and its best epochs over seeds. */
  public String byModel() {
    return text(tables.accuraciesByModel());
  }

  /** The same for each model, with a column for each engine. */
  public String byEngine() {
    return text(tables.accuraciesByEngine());
  }

  /** What to know first, groups over seeds, the pairs among them, and the findings as sentences. */
  public String comparison() {
    List<String> remarks = tables.remarks();
    String models = byModel();
    return (remarks.isEmpty() ? "" : String.join("\n", remarks) + "\n\n")
        + models
        + after(tables.table("pairs", Audience.TERMINAL))
        + after(tables.table("engines", Audience.TERMINAL))
        + tables.headlines().stream()
            .filter(headline -> !remarks.contains(headline) && !models.contains(headline))
            .collect(joining("\n- ", "\n- ", "\n"));
  }

  private String after(ReportTable table) {
    return table.rows().isEmpty() ? "" : "\n" + table.title() + "\n\n" + text(table);
  }

  private String text(ReportTable table) {
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
    String common = table.common().isEmpty() ? "" : "All rows: " + table.common() + "\n\n";
    return common + text.render(width) + notes(table);
  }

  private static String notes(ReportTable table) {
    return table.notes().stream().map(note -> note + "\n").collect(joining("", "\n", ""));
  }

  /** The only row from top to bottom. */
  private static String card(ReportTable table) {
    List<String> labels =
        table.columns().stream().map(ReportColumn::description).map(TerminalReport::label).toList();
    int width = labels.stream().mapToInt(String::length).max().orElse(0) + 2;
    return IntStream.range(0, labels.size())
        .mapToObj(
            i ->
                labels.get(i)
                    + " ".repeat(width - labels.get(i).length())
                    + table.rows().get(0).get(i).text()
                    + "\n")
        .collect(joining());
  }

  private static String label(String description) {
    return Character.toUpperCase(description.charAt(0)) + description.substring(1);
  }
}
