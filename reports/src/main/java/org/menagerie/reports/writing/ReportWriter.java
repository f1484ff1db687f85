package org.menagerie.reports.writing;

import java.util.List;
import java.util.function.Function;
import org.menagerie.api.error.DidYouMean;
import org.menagerie.api.error.ErrorCode;
import org.menagerie.api.error.MenagerieException;
import org.menagerie.reports.evidence.Report;
import org.menagerie.reports.page.HtmlPage;
import org.menagerie.reports.schema.ReportTables;

/**
 * Writes reports in one format, all from the same numbers:
 *
 * <pre>{@code
 * String page = ReportWriter.of("html").write(Report.of(runs, models));
 * }</pre>
 *
 * <p>{@code html} is a page of its own that needs no network; {@code markdown} and {@code latex}
 * hold the tables for people, {@code json} all tables with all fields, and {@code csv} one table,
 * by default that of the models. See {@code docs/results.md} for each field.
 */
public final class ReportWriter {
  private static final List<ReportWriter> ALL =
      List.of(
          new ReportWriter("markdown", MarkdownWriter::write),
          new ReportWriter("html", HtmlPage::of),
          csv(ReportTables.NAMES.get(0)),
          new ReportWriter("json", JsonWriter::write),
          new ReportWriter("latex", LatexWriter::write));

  private final String format;
  private final Function<Report, String> writer;

  private ReportWriter(String format, Function<Report, String> writer) {
    this.format = format;
    this.writer = writer;
  }

  /** The names of all formats. */
  public static List<String> formats() {
    return ALL.stream().map(writer -> writer.format).toList();
  }

  /**
   * The writer of a format.
   *
   * @throws MenagerieException if there is no such format
   */
  public static ReportWriter of(String format) {
    return ALL.stream()
        .filter(writer -> writer.format.equals(format))
        .findFirst()
        .orElseThrow(() -> unknown("report format", format, formats()));
  }

  /**
   * The writer of one table as CSV.
   *
   * @throws MenagerieException if there is no such table
   */
  public static ReportWriter csv(String table) {
    if (!ReportTables.NAMES.contains(table)) {
      throw unknown("table", table, ReportTables.NAMES);
    }
    return new ReportWriter("csv", report -> CsvWriter.write(report, table));
  }

  /** The report as text, lines ended by {@code \n}. */
  public String write(Report report) {
    return writer.apply(report);
  }

  private static MenagerieException unknown(String what, String name, List<String> known) {
    return new MenagerieException(
        ErrorCode.UNKNOWN_NAME,
        "There is no %s \"%s\".%s Available: %s."
            .formatted(what, name, DidYouMean.hint(name, known), String.join(", ", known)));
  }
}
