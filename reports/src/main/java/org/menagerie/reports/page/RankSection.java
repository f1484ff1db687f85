package org.menagerie.reports.page;

import java.util.List;
import org.menagerie.reports.chart.RankChart;
import org.menagerie.reports.chart.TriangleChart;
import org.menagerie.reports.evidence.DatasetRanks;
import org.menagerie.reports.evidence.DatasetRanks.OfPair;
import org.menagerie.reports.schema.Audience;
import org.menagerie.reports.schema.ReportTables;
import org.menagerie.reports.text.Cells;
import org.menagerie.reports.text.Markup;

/** Average ranks over data sets, as Demšar's diagram and as a table. */
final class RankSection {
  /** More are for nobody to look at. */
  private static final int MOST_TRIANGLES = 28;

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
      addTriangles(html, ranks);
    }
    if (!tables.report().ranks().isEmpty()) {
      TableSection.add(html, tables.table("ranks", Audience.PAGE));
    }
    return html;
  }

  private static void addTriangles(Markup html, DatasetRanks ranks) {
    List<OfPair> pairs =
        ranks.pairs().stream().filter(pair -> pair.posterior().isPresent()).toList();
    if (pairs.isEmpty()) {
      return;
    }
    html.open("figure").open("div", "class", "panels");
    pairs.stream()
        .limit(MOST_TRIANGLES)
        .forEach(
            pair ->
                html.open("div")
                    .add(
                        TriangleChart.svg(
                            ranks.models().get(pair.first()),
                            ranks.models().get(pair.second()),
                            pair.posterior().orElseThrow()))
                    .close());
    html.close();
    HtmlPage.addCut(html, MOST_TRIANGLES, pairs.size(), "pairs");
    html.text(
        "figcaption",
        "How probable it is that on another data set one model is better than the other by more"
            + " than %s points, or that the two are equivalent (Bayesian signed-rank test, Benavoli"
                .formatted(Cells.decimal(2, ranks.rope()).text())
            + " et al. 2014 and 2017; prior of strength 0.5 at no difference). Each draw of the"
            + " posterior is a point, the nearer to a corner the more it speaks for it; the"
            + " probabilities are the shares of draws in the three parts.");
    html.close();
  }
}
