package org.menagerie.reports.page;

import static java.util.stream.Collectors.joining;

import java.util.List;
import org.menagerie.reports.chart.SizeChart;
import org.menagerie.reports.evidence.Group;
import org.menagerie.reports.evidence.Measurement;
import org.menagerie.reports.evidence.Protocol;
import org.menagerie.reports.evidence.Report;
import org.menagerie.reports.text.Markup;

/** Accuracy against parameters, a chart for each data set. */
final class SizeSection {
  private SizeSection() {}

  static Markup of(Report report) {
    Markup html = new Markup();
    for (String dataset : report.groups().stream().map(Group::dataset).distinct().toList()) {
      List<SizeChart.Point> points =
          report.groups().stream()
              .filter(group -> group.dataset().equals(dataset))
              .map(SizeSection::point)
              .toList();
      if (points.size() > 1) {
        html.open("figure");
        html.open("div", "class", "chart", "tabindex", 0, "role", "region", "aria-label", "Chart");
        html.add(SizeChart.svg(points, dataset)).close();
        html.text(
            "figcaption",
            "Final test accuracy on "
                + dataset
                + " (mean over seeds) against trained parameters; bars: the 95 % intervals of the"
                + " table. Engines stand a little apart. The stepped line is the Pareto front of"
                + " the means: no model on it is beaten by a smaller one. The vertical axis is"
                + " stretched towards 100 %: equal steps are equal factors of the error."
                + stopped(report));
        html.close();
      }
    }
    return html;
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

  private static SizeChart.Point point(Group group) {
    Measurement measurement = group.replicates().measured(Protocol.FINAL);
    return new SizeChart.Point(
        group.spec().modelId(),
        group.spec().engine(),
        group.name(),
        group.first().parameters(),
        measurement.accuracy().mean(),
        measurement.interval());
  }
}
