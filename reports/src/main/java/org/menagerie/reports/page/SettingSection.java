package org.menagerie.reports.page;

import java.util.List;
import org.menagerie.reports.chart.SettingChart;
import org.menagerie.reports.evidence.Grid;
import org.menagerie.reports.evidence.Protocol;
import org.menagerie.reports.evidence.Report;
import org.menagerie.reports.text.Markup;

/** Accuracy over each setting that has several numbers. */
final class SettingSection {
  /** More lines could not be told apart. */
  private static final int MOST_LINES = 12;

  private SettingSection() {}

  static Markup of(Report report) {
    Markup html = new Markup();
    report.grids().forEach(grid -> addChart(html, grid));
    return html;
  }

  private static void addChart(Markup html, Grid grid) {
    List<SettingChart.Line> lines =
        grid.lines().stream().limit(MOST_LINES).map(SettingSection::line).toList();
    String title = "Accuracy on %s over %s".formatted(grid.dataset(), grid.setting());
    html.open("figure");
    html.open("div", "class", "chart", "tabindex", 0, "role", "region", "aria-label", title);
    html.add(SettingChart.svg(grid.setting(), lines, title)).close();
    html.text(
        "figcaption",
        title
            + ": mean final test accuracy over seeds, all else being equal; bars: 95 % intervals of"
            + " the mean (t), from two seeds on. The vertical axis is stretched towards 100 %.");
    html.close();
    HtmlPage.addCut(html, lines.size(), grid.lines().size(), "lines");
  }

  private static SettingChart.Line line(Grid.Line line) {
    return new SettingChart.Line(
        line.name(),
        line.points().stream()
            .map(
                point ->
                    new SettingChart.Point(
                        point.value(),
                        point.text(),
                        point.group().measured(Protocol.FINAL).accuracy().mean(),
                        point.group().measured(Protocol.FINAL).meanInterval()))
            .toList());
  }
}
