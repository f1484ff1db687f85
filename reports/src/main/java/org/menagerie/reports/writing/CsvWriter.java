package org.menagerie.reports.writing;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import com.fasterxml.jackson.dataformat.csv.CsvSchema;
import java.util.List;
import org.menagerie.reports.evidence.Report;
import org.menagerie.reports.schema.Cell;
import org.menagerie.reports.schema.DataTable;
import org.menagerie.reports.schema.ReportTables;

/** One table: keys in the first line, lists with spaces between, nothing where it is missing. */
final class CsvWriter {
  private CsvWriter() {}

  static String write(Report report, String table) {
    DataTable.View view = ReportTables.of(report, table).forPrograms();
    CsvSchema.Builder schema = CsvSchema.builder().setUseHeader(true).setLineSeparator('\n');
    view.titles().forEach(schema::addColumn);
    List<List<String>> rows =
        view.rows().stream().map(row -> row.stream().map(CsvWriter::text).toList()).toList();
    try {
      return new CsvMapper().writer(schema.build()).writeValueAsString(rows);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("texts are always written as CSV", e);
    }
  }

  private static String text(Cell cell) {
    if (cell instanceof Cell.Whole whole) {
      return Long.toString(whole.value());
    }
    if (cell instanceof Cell.Bytes bytes) {
      return Long.toString(bytes.value());
    }
    if (cell instanceof Cell.Decimal number) {
      return Double.toString(number.value());
    }
    if (cell instanceof Cell.Flag flag) {
      return Boolean.toString(flag.value());
    }
    return cell instanceof Cell.Missing ? "" : cell.shown();
  }
}
