package org.menagerie.reports.format;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import com.fasterxml.jackson.dataformat.csv.CsvSchema;
import com.google.auto.service.AutoService;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import org.menagerie.api.report.ReportCell;
import org.menagerie.api.report.ReportColumn;
import org.menagerie.api.report.ReportDocument;
import org.menagerie.api.report.ReportFormat;
import org.menagerie.api.report.ReportTable;
import org.menagerie.training.text.SafeText;

/** One table: keys in the first line, lists with spaces between, nothing where it is missing. */
@AutoService(ReportFormat.class)
public final class CsvFormat implements ReportFormat {
  @Override
  public String name() {
    return "csv";
  }

  @Override
  public String description() {
    return "one table with all its fields, for spreadsheets and data frames";
  }

  @Override
  public String fileExtension() {
    return "csv";
  }

  @Override
  public boolean holdsOneTable() {
    return true;
  }

  @Override
  public void write(ReportDocument report, OutputStream out) throws IOException {
    ReportTable table = report.tables().get(0);
    CsvSchema.Builder schema = CsvSchema.builder().setUseHeader(true).setLineSeparator('\n');
    table.columns().stream().map(ReportColumn::key).forEach(schema::addColumn);
    List<List<String>> rows =
        table.rows().stream().map(row -> row.stream().map(CsvFormat::text).toList()).toList();
    new CsvMapper()
        .configure(JsonGenerator.Feature.AUTO_CLOSE_TARGET, false)
        .writer(schema.build())
        .writeValue(out, rows);
  }

  private static String text(ReportCell cell) {
    Object value = cell.value().orElse("");
    if (value instanceof String text) {
      return SafeText.csv(text);
    }
    return value instanceof List<?> ? cell.text() : value.toString();
  }
}
