package org.menagerie.reports.page;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.menagerie.api.data.Dataset;
import org.menagerie.reports.evidence.Group;
import org.menagerie.reports.evidence.Report;
import org.menagerie.reports.text.Markup;
import org.menagerie.training.run.RunResult;

/** The confusions of each model, and the images that it gets wrong most confidently. */
final class MisclassificationSection {
  private final Report report;
  private final Map<Map<String, String>, Optional<Dataset>> data = new HashMap<>();

  private MisclassificationSection(Report report) {
    this.report = report;
  }

  static Markup of(Report report) {
    return new MisclassificationSection(report).content();
  }

  private Markup content() {
    Markup html = new Markup();
    List<Group> groups =
        report.groups().stream()
            .filter(group -> !group.first().testOutcome().confusion().isEmpty())
            .toList();
    HtmlPage.addCut(html, HtmlPage.MOST_GROUPS, groups.size(), "models");
    for (Group group : groups.subList(0, Math.min(HtmlPage.MOST_GROUPS, groups.size()))) {
      openDetails(html, group.number() == groups.get(0).number())
          .text("summary", "#%d %s".formatted(group.number(), group.name()));
      html.open("div", "class", "answers");
      html.add(ConfusionTable.of(group.replicates().runs()));
      html.add(Gallery.of(group, dataOf(group.first())));
      html.close().close();
    }
    return html;
  }

  /** The first shows what there is to see in the others. */
  private static Markup openDetails(Markup html, boolean first) {
    return first ? html.open("details", "open", "") : html.open("details");
  }

  /** The images that the run was tested on and no others, read once. */
  private Optional<Dataset> dataOf(RunResult run) {
    Map<String, String> checksums = run.provenance().datasetChecksums();
    return data.computeIfAbsent(
        checksums,
        key -> report.data().find(run).filter(found -> found.checksums().equals(checksums)));
  }
}
