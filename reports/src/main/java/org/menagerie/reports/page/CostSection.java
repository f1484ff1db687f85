package org.menagerie.reports.page;

import static java.util.stream.Collectors.joining;

import java.util.List;
import org.menagerie.reports.chart.CostChart;
import org.menagerie.reports.chart.CostChart.Cost;
import org.menagerie.reports.evidence.Group;
import org.menagerie.reports.evidence.Measurement;
import org.menagerie.reports.evidence.Protocol;
import org.menagerie.reports.evidence.Report;
import org.menagerie.reports.text.Markup;

/** Accuracy against what it costs, a chart for each data set and cost. */
final class CostSection {
  private CostSection() {}

  static Markup of(Report report) {
    Markup html = new Markup();
    for (String dataset : report.groups().stream().map(Group::dataset).distinct().toList()) {
      List<Group> groups =
          report.groups().stream().filter(group -> group.dataset().equals(dataset)).toList();
      if (groups.size() > 1) {
        addChart(html, report, Cost.PARAMETERS, groups);
        html.open("details", "class", "print")
            .text("summary", "Accuracy on " + dataset + " against computation and time");
        addChart(html, report, Cost.MULTIPLY_ACCUMULATES, groups);
        addChart(html, report, Cost.SECONDS, groups);
        html.close();
      }
    }
    return html;
  }

  private static void addChart(Markup html, Report report, Cost cost, List<Group> groups) {
    String dataset = groups.get(0).dataset();
    html.open("figure");
    html.open("div", "class", "chart", "tabindex", 0, "role", "region", "aria-label", "Chart");
    html.add(
            CostChart.svg(cost, groups.stream().map(group -> point(group, cost)).toList(), dataset))
        .close();
    html.text(
        "figcaption",
        "Final test accuracy on "
            + dataset
            + " (mean over seeds) against "
            + cost.title()
            + "; bars: the 95 % intervals of the table. Engines stand a little apart. The stepped"
            + " line is the Pareto front of the means: no model on it is beaten at as low a cost;"
            + " the others are pale, and so are models with more than ten times as many errors as"
            + " the best. The vertical axis is stretched towards 100 %: equal steps are equal"
            + " factors of the error."
            + (cost == Cost.SECONDS
                ? " Times are those of the machines that the runs were on."
                : "")
            + stopped(report));
    html.close();
  }

  private static String stopped(Report report) {
    String names =
        report.groups().stream()
            .filter(group -> group.replicates().stoppedOnTest())
            .map(Group::name)
            .collect(joining(", "));
    return names.isEmpty()
        ? ""
        : " Chosen on the test set, by stopping on its accuracy, and hence optimistic: "
            + names
            + ".";
  }

  private static CostChart.Point point(Group group, Cost cost) {
    Measurement measurement = group.replicates().measured(Protocol.FINAL);
    return new CostChart.Point(
        group.spec().modelId(),
        group.spec().engine(),
        group.name(),
        switch (cost) {
          case PARAMETERS -> group.first().parameters();
          case MULTIPLY_ACCUMULATES -> group.first().multiplyAccumulates();
          case SECONDS -> group.speed().secondsPerEpoch();
        },
        measurement.accuracy().mean(),
        measurement.interval());
  }
}
