package org.menagerie.reports.page;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toList;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.stream.Stream;
import org.menagerie.reports.chart.Quantity;
import org.menagerie.reports.chart.SeedCurves;
import org.menagerie.reports.evidence.Group;
import org.menagerie.reports.evidence.Protocol;
import org.menagerie.reports.evidence.Report;
import org.menagerie.reports.text.Markup;

/** Accuracy and loss by epoch: two panels for each model and recipe, a line for each engine. */
final class CurveSection {
  private CurveSection() {}

  private record Subject(String model, String recipe) {
    static Subject of(Group group) {
      return new Subject(group.spec().modelId(), group.finding().recipe().text());
    }

    String title(boolean withRecipe) {
      return withRecipe ? model + " · " + recipe : model;
    }
  }

  static Markup of(Report report) {
    Markup html = new Markup();
    List<String> engines =
        report.groups().stream().map(group -> group.spec().engine()).distinct().toList();
    List<String> datasets = report.groups().stream().map(Group::dataset).distinct().toList();
    for (String dataset : datasets) {
      List<Group> groups =
          report.groups().stream().filter(group -> group.dataset().equals(dataset)).toList();
      if (datasets.size() > 1) {
        html.text("h3", dataset);
      }
      addPanels(
          html,
          groups,
          new SeedCurves(
              Quantity.ACCURACY, engines, groups.stream().map(CurveSection::line).toList()),
          new SeedCurves(
              Quantity.LOSS, engines, groups.stream().map(CurveSection::lossLine).toList()));
    }
    return html;
  }

  private static void addPanels(
      Markup html, List<Group> groups, SeedCurves accuracies, SeedCurves losses) {
    html.open("figure");
    html.open("div", "class", "legend-of-panels").add(accuracies.legend()).close();
    html.open("div", "class", "panels of-two");
    Map<Subject, List<Group>> subjects =
        groups.stream().collect(groupingBy(Subject::of, LinkedHashMap::new, toList()));
    boolean withRecipe =
        subjects.keySet().stream().map(Subject::model).distinct().count() < subjects.size();
    subjects.entrySet().stream()
        .limit(HtmlPage.MOST_GROUPS)
        .forEach(
            panel ->
                html.open("div", "class", "two")
                    .add(
                        accuracies.panel(
                            panel.getKey().title(withRecipe),
                            panel.getValue().stream().map(CurveSection::line).toList()))
                    .add(
                        losses.panel(
                            "Loss · " + panel.getKey().title(withRecipe),
                            panel.getValue().stream().map(CurveSection::lossLine).toList()))
                    .close());
    html.close();
    HtmlPage.addCut(html, HtmlPage.MOST_GROUPS, subjects.size(), "models and recipes");
    html.text(
        "figcaption",
        "Accuracy in percent and loss by epoch: means over seeds; the band goes from the lowest to"
            + " the highest seed on the images not trained on. Training figures are running ones,"
            + " on augmented images, and the training loss is the recipe's, with label smoothing"
            + " if it has some; the other loss is cross-entropy. All panels have the same axes:"
            + " accuracies are stretched towards 100 %, where equal steps are equal factors of"
            + " the error, and equal steps of losses are equal factors, too.");
    html.close();
  }

  /** Nothing is published of losses that could be held against these. */
  private static SeedCurves.Line lossLine(Group group) {
    return new SeedCurves.Line(group.spec().engine(), group.replicates().runs(), List.of());
  }

  private static SeedCurves.Line line(Group group) {
    return new SeedCurves.Line(
        group.spec().engine(),
        group.replicates().runs(),
        Stream.of(Protocol.values())
            .map(protocol -> group.finding().published(protocol))
            .filter(OptionalDouble::isPresent)
            .map(OptionalDouble::getAsDouble)
            .toList());
  }
}
