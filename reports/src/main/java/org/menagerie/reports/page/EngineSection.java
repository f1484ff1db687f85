package org.menagerie.reports.page;

import org.menagerie.reports.evidence.Report;
import org.menagerie.reports.markup.Markup;
import org.menagerie.reports.schema.DataTable;
import org.menagerie.reports.schema.ReportTables;

/** The same specification on different engines. */
final class EngineSection {
  private EngineSection() {}

  static Markup of(Report report) {
    Markup html = new Markup();
    DataTable engines = ReportTables.of(report, "engines");
    if (!engines.rows().isEmpty()) {
      html.text(
          "p",
          "All engines start from the same weights and see the same pictures in the same order."
              + " Their sums round differently, and dropout draws from each engine's own stream:"
              + " histories part, and what is left is chance unless a test says otherwise.",
          "class",
          "quiet");
      TableSection.add(html, engines);
    }
    return html;
  }
}
