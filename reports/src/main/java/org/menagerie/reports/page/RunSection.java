package org.menagerie.reports.page;

import static java.util.stream.Collectors.joining;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.menagerie.reports.evidence.Report;
import org.menagerie.reports.schema.Audience;
import org.menagerie.reports.schema.ReportTables;
import org.menagerie.reports.text.Markup;
import org.menagerie.training.recipe.RecipeSettings;
import org.menagerie.training.run.Machine;
import org.menagerie.training.run.Provenance;
import org.menagerie.training.run.RunResult;

/** Every run: its row, its recipe and where it came from. */
final class RunSection {
  private RunSection() {}

  static Markup of(ReportTables tables) {
    Report report = tables.report();
    Markup html = new Markup();
    TableSection.add(
        html,
        tables.table("runs", Audience.PAGE),
        SettingWords.of(report.runs().stream().map(run -> run.result().spec().recipe()).toList()));
    html.text("h3", "Recipe and provenance of each run");
    HtmlPage.addCut(html, HtmlPage.MOST_RUNS, report.runs().size(), "runs");
    for (int i = 0; i < Math.min(HtmlPage.MOST_RUNS, report.runs().size()); i++) {
      add(html, report.runs().get(i).result(), report.folders().get(i));
    }
    return html;
  }

  private static void add(Markup html, RunResult run, String folder) {
    html.open("details").text("summary", folder);
    html.text("h3", "Recipe " + run.spec().recipe().name());
    addList(html, RecipeSettings.values(run.spec().recipe()));
    List<String> notes = run.spec().recipe().notes();
    TableSection.addNotes(html, notes);
    html.text("h3", "Provenance");
    addList(html, provenance(run));
    html.close();
  }

  private static Map<String, String> provenance(RunResult run) {
    Provenance provenance = run.provenance();
    Machine machine = provenance.machine();
    Map<String, String> facts = new TreeMap<>();
    facts.put("specification", run.spec().runName());
    facts.put("Menagerie", provenance.menagerie());
    facts.put("engine", text(provenance.engine()));
    facts.put("data set", run.spec().dataset());
    run.spec()
        .data()
        .ifPresent(files -> facts.put("data format", files.format() + ", " + files.path()));
    facts.put("data, SHA-256", text(provenance.datasetChecksums()));
    facts.put("plug-ins, SHA-256", text(provenance.pluginChecksums()));
    facts.put(
        "machine",
        "%s, %d processors, %s, Java %s"
            .formatted(machine.cpu(), machine.processors(), machine.os(), machine.java()));
    provenance
        .ancestor()
        .ifPresent(
            ancestor ->
                facts.put("extends", "%s, %d epochs".formatted(ancestor.run(), ancestor.epochs())));
    facts.put("started", provenance.startedAt());
    facts.put("finished", provenance.finishedAt());
    facts.values().removeIf(String::isEmpty);
    return facts;
  }

  private static String text(Map<String, String> entries) {
    return entries.entrySet().stream()
        .map(entry -> entry.getKey() + " " + entry.getValue())
        .collect(joining(", "));
  }

  private static void addList(Markup html, Map<String, String> entries) {
    html.open("dl");
    entries.forEach((key, value) -> html.text("dt", key).text("dd", value));
    html.close();
  }
}
