package org.menagerie.reports.page;

import java.util.IdentityHashMap;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import org.menagerie.api.error.MenagerieException;
import org.menagerie.reports.StoredRun;
import org.menagerie.reports.chart.ReliabilityChart;
import org.menagerie.reports.evidence.Calibration;
import org.menagerie.reports.evidence.Group;
import org.menagerie.reports.evidence.Report;
import org.menagerie.reports.metric.ClassScores;
import org.menagerie.reports.metric.Reliability;
import org.menagerie.reports.statistics.Sample;
import org.menagerie.reports.text.Cells;
import org.menagerie.reports.text.Markup;
import org.menagerie.training.run.RunResult;

/** How well each model tells each class, and how often it is right when it is so sure. */
final class ClassSection {
  private static final int DIGITS = 3;
  private static final int ERROR_DIGITS = 4;

  private final IdentityHashMap<RunResult, StoredRun> stored = new IdentityHashMap<>();
  private final Markup html = new Markup();
  private int runsRead;

  private ClassSection(Report report) {
    report.runs().forEach(run -> stored.put(run.result(), run));
  }

  static Markup of(Report report) {
    return new ClassSection(report).content(report);
  }

  private Markup content(Report report) {
    List<Group> groups =
        report.groups().stream()
            .filter(group -> !group.first().testOutcome().confusion().isEmpty())
            .toList();
    if (!groups.isEmpty()) {
      html.text(
          "p",
          "Of the final epoch, on the test images. Precision: the share of what is taken for a"
              + " class that is of it; recall: the share of a class that is taken for it; F1: their"
              + " harmonic mean. Mean ± standard deviation over seeds.",
          "class",
          "quiet");
      html.text(
          "p",
          "Reliability: images by the probability of what they are taken for, in %d bins. On the dotted line a network is right as often as it is sure; below it, it is too sure. Lines: Wilson's 95 %% intervals, over other test images. Bars: numbers of images."
              .formatted(Reliability.USUAL_BINS),
          "class",
          "quiet");
      HtmlPage.addCut(html, HtmlPage.MOST_GROUPS, groups.size(), "models");
      groups.stream().limit(HtmlPage.MOST_GROUPS).forEach(this::add);
    }
    return html;
  }

  private void add(Group group) {
    html.open("details").text("summary", "#%d %s".formatted(group.number(), group.name()));
    html.open("div", "class", "answers");
    addTable(group);
    html.open("figure", "class", "reliability");
    addReliability(group);
    html.close().close().close();
  }

  private void addTable(Group group) {
    List<RunResult> runs = group.replicates().runs();
    List<List<ClassScores>> ofRuns = runs.stream().map(ClassSection::scores).toList();
    String title = "Classes of " + group.name();
    html.open("div", "class", "scroller", "tabindex", 0, "role", "region", "aria-label", title);
    html.open("table", "class", "sortable").open("thead").open("tr");
    html.text("th", "class", "scope", "col");
    for (String heading : List.of("images", "precision", "recall", "F1")) {
      html.text("th", heading, "scope", "col", "class", "number");
    }
    html.close().close().open("tbody");
    for (int k = 0; k < ofRuns.get(0).size(); k++) {
      int label = k;
      List<ClassScores> ofClass = ofRuns.stream().map(scores -> scores.get(label)).toList();
      html.open("tr").text("th", name(group.first(), k), "scope", "row", "data-sort", k);
      long images = ofClass.get(0).images();
      html.text("td", Cells.integer(images).text(), "class", "number", "data-sort", images);
      addScore(ofClass, ClassScores::precision);
      addScore(ofClass, ClassScores::recall);
      addScore(ofClass, ClassScores::f1);
      html.close();
    }
    html.close().close().close();
  }

  private void addScore(List<ClassScores> ofClass, ToDoubleFunction<ClassScores> score) {
    List<Double> known =
        ofClass.stream().mapToDouble(score).filter(Double::isFinite).boxed().toList();
    if (known.isEmpty()) {
      html.text("td", Cells.NOTHING, "class", "number", "data-sort", "");
    } else {
      Sample sample = new Sample(known);
      html.text(
          "td",
          Cells.spread(DIGITS, sample).text(),
          "class",
          "number",
          "data-sort",
          Double.toString(sample.mean()));
    }
  }

  private static List<ClassScores> scores(RunResult run) {
    return ClassScores.of(
        run.testOutcome().confusion().stream()
            .map(row -> row.stream().mapToInt(Integer::intValue).toArray())
            .toArray(int[][]::new));
  }

  /** The number alone where the run is from an earlier version, which did not keep names. */
  private static String name(RunResult run, int label) {
    String number = Integer.toString(label);
    return run.signature()
        .map(signature -> signature.classes().get(label))
        .filter(name -> !name.equals(number))
        .map(name -> number + " " + name)
        .orElse(number);
  }

  private void addReliability(Group group) {
    List<StoredRun> runs =
        group.replicates().runs().stream().map(stored::get).filter(Objects::nonNull).toList();
    runsRead += runs.size();
    if (runsRead > HtmlPage.MOST_RUNS) {
      say("No reliability diagram beyond the first %,d runs.".formatted(HtmlPage.MOST_RUNS));
      return;
    }
    try {
      Optional<Calibration> calibration = Calibration.of(runs);
      calibration.ifPresentOrElse(
          found -> draw(found, group),
          () ->
              say(
                  "No reliability diagram, since these runs keep no probabilities of their test"
                      + " images (as those of earlier versions, and of very large tests)."));
    } catch (MenagerieException e) {
      say("No reliability diagram: " + e.getMessage());
    }
  }

  private void say(String sentence) {
    html.text("figcaption", sentence);
  }

  private void draw(Calibration calibration, Group group) {
    int networks = calibration.errors().size();
    html.add(
        ReliabilityChart.svg(
            "Reliability of " + group.name(), calibration.reliability(), networks));
    html.text(
        "figcaption",
        "Reliability%s. Expected calibration error: %s."
            .formatted(
                networks == 1 ? "" : " of %d seeds together".formatted(networks),
                Cells.spread(ERROR_DIGITS, calibration.errors()).text()));
  }
}
