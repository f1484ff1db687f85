package org.menagerie.reports.format;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.google.auto.service.AutoService;
import java.io.IOException;
import java.io.OutputStream;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.menagerie.api.report.ReportCell;
import org.menagerie.api.report.ReportDocument;
import org.menagerie.api.report.ReportFormat;
import org.menagerie.api.report.ReportTable;
import org.menagerie.training.text.SafeText;

/** All tables, each an array of objects; what is missing is null. */
@AutoService(ReportFormat.class)
public final class JsonFormat implements ReportFormat {
  @Override
  public String name() {
    return "json";
  }

  @Override
  public String description() {
    return "all tables with all fields, for programs";
  }

  @Override
  public String fileExtension() {
    return "json";
  }

  @Override
  public void write(ReportDocument report, OutputStream out) throws IOException {
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("schema_version", report.schemaVersion());
    document.put("headlines", report.headlines());
    for (ReportTable table : report.tables()) {
      document.put(table.name(), table.rows().stream().map(row -> object(table, row)).toList());
    }
    String json = new ObjectMapper().writerWithDefaultPrettyPrinter().writeValueAsString(document);
    out.write((SafeText.json(json) + "\n").getBytes(UTF_8));
  }

  private static Map<String, @Nullable Object> object(ReportTable table, List<ReportCell> row) {
    Map<String, @Nullable Object> object = new LinkedHashMap<>();
    for (int i = 0; i < row.size(); i++) {
      object.put(table.columns().get(i).key(), row.get(i).value().orElse(null));
    }
    return object;
  }
}
