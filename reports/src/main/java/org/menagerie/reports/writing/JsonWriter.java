package org.menagerie.reports.writing;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.menagerie.reports.evidence.Report;
import org.menagerie.reports.headline.Headlines;
import org.menagerie.reports.schema.Cell;
import org.menagerie.reports.schema.DataTable;
import org.menagerie.reports.schema.ReportTables;

/** All tables, each an array of objects; what is missing is null. */
final class JsonWriter {
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private JsonWriter() {}

  static String write(Report report) {
    ObjectNode document = NODES.objectNode();
    document.put("schema_version", ReportTables.SCHEMA_VERSION);
    ArrayNode headlines = document.putArray("headlines");
    Headlines.of(report).forEach(headlines::add);
    for (DataTable table : ReportTables.of(report)) {
      ArrayNode rows = document.putArray(table.name());
      DataTable.View view = table.forPrograms();
      view.rows().forEach(row -> rows.add(object(view.titles(), row)));
    }
    return document.toPrettyString() + "\n";
  }

  private static ObjectNode object(List<String> keys, List<Cell> row) {
    ObjectNode object = NODES.objectNode();
    for (int i = 0; i < keys.size(); i++) {
      put(object, keys.get(i), row.get(i));
    }
    return object;
  }

  private static void put(ObjectNode object, String key, Cell cell) {
    if (cell instanceof Cell.Text text) {
      object.put(key, text.text());
    } else if (cell instanceof Cell.Whole whole) {
      object.put(key, whole.value());
    } else if (cell instanceof Cell.Bytes bytes) {
      object.put(key, bytes.value());
    } else if (cell instanceof Cell.Decimal number) {
      object.put(key, number.value());
    } else if (cell instanceof Cell.Flag flag) {
      object.put(key, flag.value());
    } else if (cell instanceof Cell.Wholes wholes) {
      ArrayNode values = object.putArray(key);
      wholes.values().forEach(values::add);
    } else {
      object.putNull(key);
    }
  }
}
