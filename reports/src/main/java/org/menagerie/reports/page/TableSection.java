package org.menagerie.reports.page;

import java.util.List;
import org.menagerie.api.report.ReportCell;
import org.menagerie.api.report.ReportColumn;
import org.menagerie.api.report.ReportTable;
import org.menagerie.reports.schema.Audience;
import org.menagerie.reports.schema.ReportTables;
import org.menagerie.reports.text.Markup;

/** Tables whose rows the script can sort and filter. */
final class TableSection {
  private static final int ROWS_WORTH_FILTERING = 6;

  /** Texts from here on are broken into lines. */
  private static final int LONG = 32;

  private TableSection() {}

  static Markup models(ReportTables tables) {
    Markup html = new Markup();
    add(
        html,
        tables.table("models", Audience.PAGE),
        SettingWords.of(
            tables.report().groups().stream().map(group -> group.spec().recipe()).toList()));
    ReportTable targets = tables.table("targets", Audience.PAGE);
    if (!targets.rows().isEmpty()) {
      html.open("details", "class", "print").text("summary", "Targets of the models' authors");
      add(html, targets);
      html.close();
    }
    return html;
  }

  /** Those tables of these names that have rows. */
  static Markup of(ReportTables tables, String... names) {
    Markup html = new Markup();
    for (String name : names) {
      ReportTable table = tables.table(name, Audience.PAGE);
      if (!table.rows().isEmpty()) {
        add(html, table);
      }
    }
    return html;
  }

  /** A table with its notes. */
  static void add(Markup html, ReportTable table) {
    add(html, table, List.of());
  }

  /**
   * A table with its notes.
   *
   * @param words of each row by which it is found besides; none of any row if they are empty
   */
  static void add(Markup html, ReportTable table, List<String> words) {
    if (!table.common().isEmpty()) {
      html.text("p", "All rows: " + table.common() + ".", "class", "quiet");
    }
    String id = "table-" + table.name();
    if (table.rows().size() >= ROWS_WORTH_FILTERING) {
      addFilter(html, id, words);
    }
    html.open(
        "div", "class", "scroller", "tabindex", 0, "role", "region", "aria-label", table.title());
    html.open("table", "class", "sortable", "id", id);
    html.open("thead").open("tr");
    table.columns().forEach(c -> html.text("th", c.title(), "scope", "col", "class", alignment(c)));
    html.close().close().open("tbody");
    for (int i = 0; i < table.rows().size(); i++) {
      String found = words.isEmpty() ? "" : words.get(i);
      addRow(html, table.columns(), table.rows().get(i), found);
    }
    html.close().close().close();
    addNotes(html, table.notes());
  }

  private static void addFilter(Markup html, String id, List<String> words) {
    html.open("p", "class", "filter", "data-table", id, "hidden", "");
    html.text("label", "Show rows with", "for", id + "-filter");
    String example =
        words.stream().filter(word -> !word.isEmpty()).findFirst().orElse("").split(" ", 2)[0];
    html.empty(
        "input",
        "id",
        id + "-filter",
        "type",
        "search",
        "autocomplete",
        "off",
        "placeholder",
        example.isEmpty() ? "" : "such as " + example);
    html.text("output", "", "for", id + "-filter").close();
  }

  /** The model heads its row, or whatever comes first. */
  private static void addRow(
      Markup html, List<? extends ReportColumn> columns, List<ReportCell> row, String found) {
    int heading = Math.max(0, columns.stream().map(ReportColumn::key).toList().indexOf("model"));
    if (found.isEmpty()) {
      html.open("tr");
    } else {
      html.open("tr", "data-found", found);
    }
    for (int i = 0; i < row.size(); i++) {
      ReportCell cell = row.get(i);
      if (i == heading) {
        html.text("th", cell.text(), "scope", "row", "data-sort", key(cell));
      } else {
        String style = cell.text().length() > LONG ? "long" : alignment(columns.get(i));
        html.text("td", cell.text(), "class", style, "data-sort", key(cell));
      }
    }
    html.close();
  }

  private static String alignment(ReportColumn column) {
    return column.type().isNumeric() ? "number" : "";
  }

  /** What the script sorts by. */
  private static String key(ReportCell cell) {
    return cell.value()
        .map(value -> value instanceof Number ? value.toString() : cell.text())
        .orElse("");
  }

  static void addNotes(Markup html, List<String> notes) {
    if (!notes.isEmpty()) {
      html.open("ul", "class", "notes");
      notes.forEach(note -> html.text("li", note));
      html.close();
    }
  }
}
