package org.menagerie.reports.page;

import java.util.List;
import java.util.stream.Stream;
import org.menagerie.reports.chart.SurvivalChart;
import org.menagerie.reports.evidence.Crossings;
import org.menagerie.reports.evidence.Crossings.Kind;
import org.menagerie.reports.evidence.Crossings.OfGroup;
import org.menagerie.reports.evidence.Crossings.Unit;
import org.menagerie.reports.schema.Audience;
import org.menagerie.reports.schema.ReportTables;
import org.menagerie.reports.text.Cells;
import org.menagerie.reports.text.Markup;

/** How long models take to a threshold of accuracy, as curves and as a table. */
final class CrossingSection {
  /** More lines could not be told apart. */
  private static final int MOST_LINES = 12;

  private CrossingSection() {}

  static Markup of(ReportTables tables) {
    Markup html = new Markup();
    tables
        .report()
        .crossings()
        .ifPresent(
            crossings -> {
              Stream.of(Kind.values()).forEach(kind -> addChart(html, crossings, kind));
              TableSection.add(html, tables.table("crossings", Audience.PAGE));
            });
    return html;
  }

  private static void addChart(Markup html, Crossings crossings, Kind kind) {
    List<OfGroup> rows = crossings.groups().stream().filter(row -> row.kind() == kind).toList();
    String what =
        "Seeds that have reached %s %% %s"
            .formatted(
                Cells.decimal(2, crossings.threshold()).text(),
                kind == Kind.FIRST ? "once" : "for good");
    html.open("figure");
    html.open("div", "class", "chart", "tabindex", 0, "role", "region", "aria-label", what);
    html.add(
            SurvivalChart.svg(
                rows.stream().limit(MOST_LINES).map(CrossingSection::line).toList(), what))
        .close();
    html.text(
        "figcaption",
        what + ", by epoch (1 minus Kaplan and Meier's curve: runs that ended before stay in).");
    html.close();
    HtmlPage.addCut(html, Math.min(MOST_LINES, rows.size()), rows.size(), "groups");
  }

  private static SurvivalChart.Line line(OfGroup row) {
    int longest =
        row.group().replicates().runs().stream()
            .mapToInt(run -> run.history().size())
            .max()
            .orElseThrow();
    return new SurvivalChart.Line(row.group().name(), row.by(Unit.EPOCHS), longest);
  }
}
