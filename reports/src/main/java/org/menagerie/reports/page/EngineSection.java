package org.menagerie.reports.page;

import org.menagerie.api.report.ReportTable;
import org.menagerie.reports.schema.Audience;
import org.menagerie.reports.schema.ReportTables;
import org.menagerie.reports.text.Markup;

/** The same specification on different engines. */
final class EngineSection {
  private EngineSection() {}

  static Markup of(ReportTables tables) {
    Markup html = new Markup();
    ReportTable engines = tables.table("engines", Audience.PAGE);
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
