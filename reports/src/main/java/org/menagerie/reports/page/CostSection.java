package org.menagerie.reports.page;

import static java.util.stream.Collectors.joining;
import static org.menagerie.reports.chart.Measure.ACCURACY;
import static org.menagerie.reports.chart.Measure.MEMORY;
import static org.menagerie.reports.chart.Measure.MULTIPLY_ACCUMULATES;
import static org.menagerie.reports.chart.Measure.PARAMETERS;
import static org.menagerie.reports.chart.Measure.SECONDS;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.menagerie.reports.chart.CostChart;
import org.menagerie.reports.chart.CostChart.Value;
import org.menagerie.reports.chart.Measure;
import org.menagerie.reports.evidence.Group;
import org.menagerie.reports.evidence.Measurement;
import org.menagerie.reports.evidence.Protocol;
import org.menagerie.reports.evidence.Report;
import org.menagerie.reports.evidence.Speed;
import org.menagerie.reports.statistics.Sample;
import org.menagerie.reports.text.Markup;

/**
 * Accuracy against what it costs, and costs against each other: a chart for each data set and pair.
 */
final class CostSection {
  private static final double MEBIBYTE = 1 << 20;

  /** With fewer, the spread over seeds is hardly known. */
  private static final int SEEDS_THAT_TELL = 3;

  private CostSection() {}

  static Markup of(Report report) {
    Markup html = new Markup();
    for (String dataset : report.groups().stream().map(Group::dataset).distinct().toList()) {
      List<Group> groups =
          report.groups().stream().filter(group -> group.dataset().equals(dataset)).toList();
      if (groups.size() > 1) {
        addChart(html, report, PARAMETERS, ACCURACY, groups);
        html.open("details", "class", "print")
            .text("summary", "Accuracy on " + dataset + " against computation, time and memory");
        for (Measure cost : List.of(MULTIPLY_ACCUMULATES, SECONDS, MEMORY)) {
          addChart(html, report, cost, ACCURACY, groups);
        }
        html.close();
        addCosts(html, report, groups);
      }
    }
    return html;
  }

  /** Costs against each other, unless there are too many models to tell them apart. */
  private static void addCosts(Markup html, Report report, List<Group> groups) {
    if (groups.size() <= HtmlPage.MOST_GROUPS) {
      html.open("details")
          .text("summary", "Costs on " + groups.get(0).dataset() + " against each other");
      addChart(html, report, MULTIPLY_ACCUMULATES, PARAMETERS, groups);
      addChart(html, report, PARAMETERS, SECONDS, groups);
      addChart(html, report, MULTIPLY_ACCUMULATES, SECONDS, groups);
      addChart(html, report, PARAMETERS, MEMORY, groups);
      addChart(html, report, MULTIPLY_ACCUMULATES, MEMORY, groups);
      addChart(html, report, SECONDS, MEMORY, groups);
      html.close();
    }
  }

  /** A chart of the models that have both, if those are at least two. */
  private static void addChart(
      Markup html, Report report, Measure cost, Measure measure, List<Group> groups) {
    List<CostChart.Point> points =
        groups.stream().flatMap(group -> point(group, cost, measure).stream()).toList();
    if (points.size() < 2) {
      return;
    }
    String dataset = groups.get(0).dataset();
    html.open("figure");
    html.open("div", "class", "chart", "tabindex", 0, "role", "region", "aria-label", "Chart");
    html.add(CostChart.svg(cost, measure, points, dataset)).close();
    html.text("figcaption", caption(report, cost, measure, dataset));
    html.close();
  }

  private static String caption(Report report, Measure cost, Measure measure, String dataset) {
    boolean machines = cost == SECONDS || measure == SECONDS;
    boolean memory = cost == MEMORY || measure == MEMORY;
    boolean accuracy = measure == ACCURACY;
    String title = measure.title();
    return (accuracy
            ? "Final test accuracy on " + dataset + " (mean over seeds)"
            : title.substring(0, 1).toUpperCase(Locale.ROOT) + title.substring(1))
        + " against "
        + cost.title()
        + (accuracy
            ? "; bars: the 95 % intervals of the table"
                + (machines || memory
                    ? ", and those of the mean cost over three seeds or more"
                    : "")
            : machines || memory
                ? "; bars: 95 % intervals of the mean over three seeds or more"
                : "")
        + ". Engines stand a little apart. The stepped line is the Pareto front of the means: no"
        + " model on it is beaten at as low a cost; the others are pale, and so are models with"
        + " more than ten times as many errors as the best."
        + (accuracy
            ? " The vertical axis is stretched towards 100 %: equal steps are equal factors of the"
                + " error."
            : "")
        + (machines ? " Times are those of the machines that the runs were on." : "")
        + (memory
            ? " Memory is that of the whole process; one that trains several runs keeps some."
            : "")
        + (accuracy ? stopped(report) : "");
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

  private static Optional<CostChart.Point> point(Group group, Measure cost, Measure measure) {
    Optional<Value> across = value(group, cost);
    Optional<Value> up = value(group, measure);
    return across.isPresent() && up.isPresent()
        ? Optional.of(
            new CostChart.Point(
                group.spec().modelId(),
                group.spec().engine(),
                group.name(),
                group.replicates().measured(Protocol.FINAL).accuracy().mean(),
                across.get(),
                up.get()))
        : Optional.empty();
  }

  private static Optional<Value> value(Group group, Measure measure) {
    return switch (measure) {
      case ACCURACY -> {
        Measurement accuracy = group.replicates().measured(Protocol.FINAL);
        yield Optional.of(new Value(accuracy.accuracy().mean(), Optional.of(accuracy.interval())));
      }
      case PARAMETERS -> counted(group.first().parameters());
      case MULTIPLY_ACCUMULATES -> counted(group.first().multiplyAccumulates());
      case SECONDS ->
          measured(
              group.replicates().runs().stream()
                  .map(run -> Speed.of(run.history()).secondsPerEpoch())
                  .toList());
      case MEMORY ->
          measured(
              group.replicates().runs().stream()
                  .flatMap(run -> run.peakMemoryBytes().stream().boxed())
                  .map(bytes -> bytes / MEBIBYTE)
                  .toList());
    };
  }

  private static Optional<Value> counted(long value) {
    return Optional.of(new Value(value, Optional.empty()));
  }

  private static Optional<Value> measured(List<Double> values) {
    if (values.isEmpty()) {
      return Optional.empty();
    }
    Sample sample = new Sample(values);
    return Optional.of(
        new Value(
            sample.mean(),
            sample
                .meanInterval()
                .filter(interval -> values.size() >= SEEDS_THAT_TELL)
                .map(interval -> interval.within(0, Double.POSITIVE_INFINITY))));
  }
}
