package org.menagerie.reports.page;

import java.util.List;
import org.menagerie.reports.evidence.Report;
import org.menagerie.reports.markup.Markup;
import org.menagerie.reports.schema.Cell;
import org.menagerie.reports.schema.DataTable;
import org.menagerie.reports.schema.ReportTables;

/** Tables whose rows the script can sort and filter. */
final class TableSection {
  private static final int ROWS_WORTH_FILTERING = 6;

  /** Texts from here on are broken into lines. */
  private static final int LONG = 32;

  private TableSection() {}

  static Markup models(Report report) {
    Markup html = new Markup();
    add(html, ReportTables.of(report, "models"));
    DataTable targets = ReportTables.of(report, "targets");
    if (!targets.rows().isEmpty()) {
      html.open("details", "class", "print").text("summary", "Targets of the models' authors");
      add(html, targets);
      html.close();
    }
    return html;
  }

  /** A table with its notes. */
  static void add(Markup html, DataTable table) {
    String said = table.saidOnce();
    if (!said.isEmpty()) {
      html.text("p", "All rows: " + said + ".", "class", "quiet");
    }
    String id = "table-" + table.name();
    if (table.rows().size() >= ROWS_WORTH_FILTERING) {
      addFilter(html, id);
    }
    DataTable.View view = table.forPeople();
    html.open(
        "div", "class", "scroller", "tabindex", 0, "role", "region", "aria-label", table.title());
    html.open("table", "class", "sortable", "id", id);
    html.open("thead").open("tr");
    for (int i : view.columns()) {
      html.text("th", view.titles().get(i), "scope", "col", "class", alignment(view, i));
    }
    html.close().close().open("tbody");
    int heading = Math.max(0, view.titles().indexOf("model"));
    view.rows().forEach(row -> addRow(html, view, row, heading));
    html.close().close().close();
    addNotes(html, table.notes());
  }

  private static void addFilter(Markup html, String id) {
    html.open("p", "class", "filter", "data-table", id, "hidden", "");
    html.text("label", "Show rows with", "for", id + "-filter");
    html.empty("input", "id", id + "-filter", "type", "search", "autocomplete", "off");
    html.text("output", "", "for", id + "-filter").close();
  }

  private static void addRow(Markup html, DataTable.View view, List<Cell> row, int heading) {
    html.open("tr");
    for (int i : view.columns()) {
      Cell cell = row.get(i);
      if (i == heading) {
        html.text("th", cell.shown(), "scope", "row", "data-sort", key(cell));
      } else {
        String style = cell.shown().length() > LONG ? "long" : alignment(view, i);
        html.text("td", cell.shown(), "class", style, "data-sort", key(cell));
      }
    }
    html.close();
  }

  private static String alignment(DataTable.View view, int column) {
    return view.isNumber(column) ? "number" : "";
  }

  private static String key(Cell cell) {
    if (cell instanceof Cell.Decimal number) {
      return Double.toString(number.value());
    }
    if (cell instanceof Cell.Whole whole) {
      return Long.toString(whole.value());
    }
    if (cell instanceof Cell.Bytes bytes) {
      return Long.toString(bytes.value());
    }
    return cell instanceof Cell.Missing ? "" : cell.shown();
  }

  static void addNotes(Markup html, List<String> notes) {
    if (!notes.isEmpty()) {
      html.open("ul", "class", "notes");
      notes.forEach(note -> html.text("li", note));
      html.close();
    }
  }
}
