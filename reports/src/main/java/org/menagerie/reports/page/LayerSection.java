package org.menagerie.reports.page;

import static java.util.stream.Collectors.joining;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.menagerie.api.network.LayerSummary;
import org.menagerie.api.network.Network;
import org.menagerie.api.network.NetworkSummary;
import org.menagerie.api.network.Shape;
import org.menagerie.reports.evidence.Group;
import org.menagerie.reports.evidence.Report;
import org.menagerie.reports.text.Cells;
import org.menagerie.reports.text.LayerTree;
import org.menagerie.reports.text.Markup;
import org.menagerie.training.run.RunResult;

/** The layers of each network, once for all groups that trained it. */
final class LayerSection {
  /** A network of a model, which may be built for other images as well. */
  private record Subject(String model, Network network) {}

  private final Map<Subject, List<Group>> groups = new LinkedHashMap<>();
  private final List<String> unknown = new ArrayList<>();
  private final List<String> changed = new ArrayList<>();
  private final Markup html = new Markup();

  private LayerSection() {}

  static Markup of(Report report) {
    LayerSection section = new LayerSection();
    report.groups().forEach(group -> section.take(group, report.networks().find(group.first())));
    return section.content();
  }

  private void take(Group group, Optional<Network> found) {
    String model = group.spec().modelId();
    if (found.isEmpty()) {
      unknown.add(model);
    } else if (!isOf(group.first(), found.get().summary())) {
      changed.add(model);
    } else {
      groups
          .computeIfAbsent(new Subject(model, found.get()), subject -> new ArrayList<>())
          .add(group);
    }
  }

  /** A run keeps no layers of a model that is code; what it keeps tells one from another. */
  private static boolean isOf(RunResult run, NetworkSummary summary) {
    return summary.trainableParameters() == run.parameters()
        && summary.multiplyAccumulates() == run.multiplyAccumulates();
  }

  private Markup content() {
    if (groups.isEmpty() && changed.isEmpty()) {
      return html;
    }
    HtmlPage.addCut(html, HtmlPage.MOST_GROUPS, groups.size(), "networks");
    groups.entrySet().stream()
        .limit(HtmlPage.MOST_GROUPS)
        .forEach(entry -> add(entry.getKey(), entry.getValue()));
    say(unknown, "Not known here, since no plug-in that is installed has them: %s.");
    say(
        changed,
        "Not shown, since what is installed under these names has other parameters or"
            + " multiply-accumulates than what was trained: %s.");
    return html;
  }

  private void say(List<String> models, String sentence) {
    if (!models.isEmpty()) {
      String names = models.stream().distinct().limit(HtmlPage.MOST_GROUPS).collect(joining(", "));
      html.text("p", sentence.formatted(names), "class", "quiet");
    }
  }

  private void add(Subject subject, List<Group> members) {
    NetworkSummary summary = subject.network.summary();
    String numbers =
        members.stream()
            .limit(HtmlPage.MOST_GROUPS)
            .map(group -> "#" + group.number())
            .collect(joining(", "));
    html.open("details").text("summary", "%s (%s)".formatted(subject.model, numbers));
    html.open(
        "div",
        "class",
        "scroller",
        "tabindex",
        0,
        "role",
        "region",
        "aria-label",
        "Layers of " + subject.model);
    html.open("table", "class", "layers").open("thead").open("tr");
    html.text("th", "layer", "scope", "col").text("th", "output", "scope", "col");
    html.text("th", "parameters", "scope", "col", "class", "number");
    html.text("th", "MACs", "scope", "col", "class", "number");
    html.close().close().open("tbody");
    addRow("input", Optional.of(summary.input()), "", "");
    LayerTree.of(subject.network).forEach(this::addRow);
    addRow(
        "all",
        Optional.empty(),
        number(summary.trainableParameters()),
        number(summary.multiplyAccumulates()));
    html.close().close().close().close();
  }

  private void addRow(LayerTree.Row row) {
    addRow(
        "%s  %s".formatted(row.index(), row.text()),
        row.layer().map(LayerSummary::output),
        row.layer().map(layer -> number(layer.trainableParameters())).orElse(""),
        row.layer().map(layer -> number(layer.multiplyAccumulates())).orElse(""));
  }

  private void addRow(String layer, Optional<Shape> output, String parameters, String macs) {
    html.open("tr").text("th", layer, "scope", "row");
    html.text("td", output.map(Shape::toString).orElse(""));
    html.text("td", parameters, "class", "number").text("td", macs, "class", "number");
    html.close();
  }

  private static String number(long value) {
    return Cells.integer(value).text();
  }
}
