package org.menagerie.reports.format;

import static java.util.stream.Collectors.joining;

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.menagerie.api.report.ReportColumn;
import org.menagerie.api.report.ReportTable;
import org.menagerie.reports.evidence.Report;
import org.menagerie.reports.headline.MissingVerdicts;
import org.menagerie.reports.schema.Audience;
import org.menagerie.reports.schema.ChangeDocument;
import org.menagerie.reports.schema.ReportTables;
import org.menagerie.training.text.SafeText;

/**
 * A report at a terminal; lines end with {@code \n}.
 *
 * @param width characters of a line that tables and sentences fit, as far as breaking them goes
 */
public record TerminalReport(ReportTables tables, int width) {
  /** The name of the format that writes {@link #runs}. */
  public static final String FORMAT = "terminal";

  /** The terminal's form of a report. */
  public static TerminalReport of(Report report, int width) {
    return new TerminalReport(ReportTables.of(report), width);
  }

  /** What changed between two sets of runs, and how often which way. */
  public static String changes(ChangeDocument changes, int width) {
    TerminalTables terminal = new TerminalTables(width);
    return terminal.text(changes.forTerminal())
        + changes.headlines().stream()
            .map(headline -> terminal.fitted(headline, 2))
            .collect(joining("\n- ", "\n- ", "\n"));
  }

  /** One row for each run, or a card for a single one. */
  public String runs() {
    ReportTable runs = tables.table("runs", Audience.TERMINAL);
    return runs.rows().size() == 1
        ? card(runs) + notes(runs) + after(tables.table("targets", Audience.TERMINAL)) + asked()
        : text(runs) + asked();
  }

  /** Two rows for each group of replicates: its final and its best epochs over seeds. */
  public String byModel() {
    return text(tables.accuraciesByModel()) + asked();
  }

  /** The same for each model, with a column for each engine. */
  public String byEngine() {
    return text(tables.accuraciesByEngine()) + asked();
  }

  /** What to know first, groups over seeds, the pairs among them, and the findings as sentences. */
  public String comparison() {
    List<String> remarks = tables.remarks();
    String wide = new TerminalReport(tables, Integer.MAX_VALUE).models();
    return (remarks.isEmpty()
            ? ""
            : remarks.stream().map(this::fitted).collect(joining("\n", "", "\n\n")))
        + models()
        + folds()
        + pairs()
        + tables.headlines().stream()
            .filter(headline -> !remarks.contains(headline) && !wide.contains(headline))
            .map(headline -> fitted(headline, 2))
            .collect(joining("\n- ", "\n- ", "\n"));
  }

  private String models() {
    return text(tables.accuraciesByModel())
        + metrics()
        + crossings()
        + after(tables.table("ranks", Audience.TERMINAL));
  }

  private String folds() {
    return after(tables.table("cross_validation", Audience.TERMINAL))
        + after(tables.table("cross_validation_pairs", Audience.TERMINAL));
  }

  private String pairs() {
    return after(tables.table("pairs", Audience.TERMINAL))
        + after(tables.table("engines", Audience.TERMINAL));
  }

  /** What is told only to those who asked for it. */
  private String asked() {
    Report report = tables.report();
    String leftOut =
        Stream.concat(MissingVerdicts.of(report).stream(), report.metrics().remarks().stream())
            .map(remark -> "\n" + fitted(SafeText.plain(remark)) + "\n")
            .collect(joining());
    return (report.hasMargin() ? pairs() : "") + leftOut + metrics() + crossings();
  }

  private String crossings() {
    return after(tables.table("crossings", Audience.TERMINAL));
  }

  private String metrics() {
    return after(tables.table("metrics", Audience.TERMINAL))
        + after(tables.table("metric_pairs", Audience.TERMINAL));
  }

  private String after(ReportTable table) {
    return table.rows().isEmpty() ? "" : "\n" + table.title() + "\n\n" + text(table);
  }

  private String text(ReportTable table) {
    return new TerminalTables(width).text(table);
  }

  private String notes(ReportTable table) {
    return new TerminalTables(width).notes(table);
  }

  /** The only row from top to bottom. */
  private String card(ReportTable table) {
    List<String> labels =
        table.columns().stream().map(ReportColumn::description).map(TerminalReport::label).toList();
    int column = labels.stream().mapToInt(String::length).max().orElse(0) + 2;
    return IntStream.range(0, labels.size())
        .mapToObj(
            i ->
                labels.get(i)
                    + " ".repeat(column - labels.get(i).length())
                    + fitted(table.rows().get(0).get(i).text(), column)
                    + "\n")
        .collect(joining());
  }

  private String fitted(String text) {
    return fitted(text, 0);
  }

  private String fitted(String text, int indent) {
    return new TerminalTables(width).fitted(text, indent);
  }

  private static String label(String description) {
    return Character.toUpperCase(description.charAt(0)) + description.substring(1);
  }
}
