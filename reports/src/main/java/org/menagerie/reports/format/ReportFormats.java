package org.menagerie.reports.format;

import static java.util.Comparator.comparing;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.ServiceLoader;
import org.menagerie.api.error.ErrorCode;
import org.menagerie.api.error.MenagerieException;
import org.menagerie.api.report.ReportDocument;
import org.menagerie.api.report.ReportFormat;
import org.menagerie.reports.schema.ReportTables;
import org.menagerie.training.text.DidYouMean;

/**
 * The formats that reports are written in, by name:
 *
 * <pre>{@code
 * ReportFormats formats = ReportFormats.builtIn();
 * byte[] page = ReportFormats.bytes(formats.get("html"), ReportTables.of(report));
 * }</pre>
 *
 * @param all in the order of their names
 */
public record ReportFormats(List<ReportFormat> all) {

  public ReportFormats {
    all = all.stream().sorted(comparing(ReportFormat::name)).toList();
  }

  /** The formats that come with Menagerie. */
  public static ReportFormats builtIn() {
    return new ReportFormats(
        ServiceLoader.load(ReportFormat.class, ReportFormats.class.getClassLoader()).stream()
            .map(ServiceLoader.Provider::get)
            .toList());
  }

  public List<String> names() {
    return all.stream().map(ReportFormat::name).toList();
  }

  /**
   * The format of that name.
   *
   * @throws MenagerieException if there is none
   */
  public ReportFormat get(String name) {
    return all.stream()
        .filter(format -> format.name().equals(name))
        .findFirst()
        .orElseThrow(() -> unknown("report format", name, names()));
  }

  /**
   * Refuses what is not the name of a table.
   *
   * @throws MenagerieException if there is no such table
   */
  public static void requireTable(String name) {
    if (!ReportTables.SINGLE_NAMES.contains(name)) {
      throw unknown("table", name, ReportTables.SINGLE_NAMES);
    }
  }

  /** A report in a format. */
  public static byte[] bytes(ReportFormat format, ReportDocument report) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try {
      format.write(report, out);
    } catch (IOException e) {
      throw new UncheckedIOException("memory can be written", e);
    }
    return out.toByteArray();
  }

  private static MenagerieException unknown(String what, String name, List<String> known) {
    return new MenagerieException(
        ErrorCode.UNKNOWN_NAME,
        "There is no %s \"%s\".%s Available: %s."
            .formatted(what, name, DidYouMean.hint(name, known), String.join(", ", known)));
  }
}
