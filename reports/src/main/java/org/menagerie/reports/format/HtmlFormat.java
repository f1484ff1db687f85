package org.menagerie.reports.format;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.auto.service.AutoService;
import java.io.IOException;
import java.io.OutputStream;
import org.menagerie.api.report.ReportDocument;
import org.menagerie.api.report.ReportFormat;
import org.menagerie.reports.page.HtmlPage;
import org.menagerie.reports.schema.ReportTables;

/** A page with charts and images, which tables alone do not hold. */
@AutoService(ReportFormat.class)
public final class HtmlFormat implements ReportFormat {
  @Override
  public String name() {
    return "html";
  }

  @Override
  public String description() {
    return "one page with charts, and test images if their data set is available";
  }

  @Override
  public String fileExtension() {
    return "html";
  }

  @Override
  public void write(ReportDocument report, OutputStream out) throws IOException {
    out.write(HtmlPage.of(ReportTables.from(report)).getBytes(UTF_8));
  }
}
