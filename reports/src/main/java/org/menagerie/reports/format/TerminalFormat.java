package org.menagerie.reports.format;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.auto.service.AutoService;
import java.io.IOException;
import java.io.OutputStream;
import org.menagerie.api.report.ReportDocument;
import org.menagerie.api.report.ReportFormat;
import org.menagerie.reports.schema.ReportTables;

/** The table of runs as {@link TerminalReport} writes it. */
@AutoService(ReportFormat.class)
public final class TerminalFormat implements ReportFormat {
  @Override
  public String name() {
    return TerminalReport.FORMAT;
  }

  @Override
  public String description() {
    return "a row for each run, or a card for a single one";
  }

  @Override
  public String fileExtension() {
    return "txt";
  }

  @Override
  public void write(ReportDocument report, OutputStream out) throws IOException {
    out.write(
        new TerminalReport(ReportTables.from(report), Integer.MAX_VALUE).runs().getBytes(UTF_8));
  }
}
