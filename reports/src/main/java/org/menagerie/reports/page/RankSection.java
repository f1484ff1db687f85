package org.menagerie.reports.page;

import org.menagerie.reports.chart.RankChart;
import org.menagerie.reports.evidence.DatasetRanks;
import org.menagerie.reports.schema.Audience;
import org.menagerie.reports.schema.ReportTables;
import org.menagerie.reports.text.Markup;

/** Average ranks over data sets, as Demšar's diagram and as a table. */
final class RankSection {
  private RankSection() {}

  static Markup of(ReportTables tables) {
    Markup html = new Markup();
    for (DatasetRanks ranks : tables.report().ranks()) {
      String title =
          "Average ranks over %d data sets on %s"
              .formatted(ranks.datasets().size(), ranks.engine());
      html.open("figure");
      html.open("div", "class", "chart", "tabindex", 0, "role", "region", "aria-label", title);
      html.add(
              RankChart.svg(
                  ranks.fromTheBest().stream()
                      .map(
                          model ->
                              new RankChart.Model(
                                  ranks.models().get(model),
                                  ranks.test().averageRanks().get(model)))
                      .toList(),
                  ranks.criticalDifference(),
                  title))
          .close();
      html.text(
          "figcaption",
          title
              + " (%s), the best on the left. A bar joins models that are closer than the critical difference: they are not told apart."
                  .formatted(String.join(", ", ranks.datasets())));
      html.close();
    }
    if (!tables.report().ranks().isEmpty()) {
      TableSection.add(html, tables.table("ranks", Audience.PAGE));
    }
    return html;
  }
}
