package org.menagerie.reports.page;

import java.util.List;
import org.menagerie.api.report.ReportTable;
import org.menagerie.reports.schema.Audience;
import org.menagerie.reports.schema.ReportTables;
import org.menagerie.reports.text.Markup;

/** Metrics that were asked for, and the pairs of models by them. */
final class MetricSection {
  private MetricSection() {}

  static Markup of(ReportTables tables) {
    Markup html = new Markup();
    for (String name : List.of("metrics", "metric_pairs")) {
      ReportTable table = tables.table(name, Audience.PAGE);
      if (!table.rows().isEmpty()) {
        TableSection.add(html, table);
      }
    }
    return html;
  }
}
