package org.menagerie.reports.page;

import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import org.menagerie.reports.evidence.Report;
import org.menagerie.reports.schema.Colophon;
import org.menagerie.reports.schema.ReportTables;
import org.menagerie.reports.text.Markup;
import org.menagerie.training.text.SafeText;

/**
 * A report as one file of HTML: it needs no network, follows the reader's light or dark colour
 * scheme, fits a phone and a sheet of paper, and can be read without its script.
 */
public final class HtmlPage {
  /** How many models and groups are shown one by one: a page is to be opened. */
  static final int MOST_GROUPS = 100;

  /** How many runs are shown one by one. */
  static final int MOST_RUNS = 500;

  private static final DateTimeFormatter MINUTE =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm", Locale.ROOT).withZone(ZoneOffset.UTC);

  private HtmlPage() {}

  /** A part of the page with its own heading; without content it is left out. */
  record Section(String id, String title, Markup content) {
    boolean isEmpty() {
      return content.toString().isEmpty();
    }
  }

  /** The page. */
  public static String of(ReportTables tables) {
    Report report = tables.report();
    List<String> headlines = tables.headlines();
    List<Section> sections =
        List.of(
                new Section("findings", "Findings", findings(headlines)),
                new Section("models", "Models", TableSection.models(tables)),
                new Section("layers", "Layers", LayerSection.of(report)),
                new Section(
                    "folds",
                    "Cross-validation",
                    TableSection.of(tables, "cross_validation", "cross_validation_pairs")),
                new Section("size", "Accuracy and cost", CostSection.of(report)),
                new Section("settings", "Accuracy over settings", SettingSection.of(report)),
                new Section("curves", "Training", CurveSection.of(report)),
                new Section("pairs", "Which model is better?", PairSection.of(tables)),
                new Section("engines", "Does the engine matter?", EngineSection.of(tables)),
                new Section("datasets", "Over data sets", RankSection.of(tables)),
                new Section("crossings", "Time to accuracy", CrossingSection.of(tables)),
                new Section(
                    "metrics", "Other metrics", TableSection.of(tables, "metrics", "metric_pairs")),
                new Section("mistakes", "Mistakes", MisclassificationSection.of(report)),
                new Section("classes", "Classes and calibration", ClassSection.of(report)),
                new Section("runs", "Runs", RunSection.of(tables)))
            .stream()
            .filter(section -> !section.isEmpty())
            .toList();
    Markup page = new Markup();
    page.add("<!DOCTYPE html>\n").open("html", "lang", "en");
    addHead(page);
    page.open("body");
    addHeader(page, tables, headlines.get(0), sections);
    page.open("main");
    sections.forEach(section -> addSection(page, section));
    page.close();
    page.open("footer").text("p", "Written by Menagerie from the runs listed above.").close();
    page.add("<script>").add(Assets.script()).add("</script>\n");
    return page.close().close().toString();
  }

  private static void addHead(Markup page) {
    page.open("head");
    page.empty("meta", "charset", "utf-8");
    page.empty("meta", "name", "viewport", "content", "width=device-width, initial-scale=1");
    page.add("<meta http-equiv=\"Content-Security-Policy\" content=\"")
        .add(Assets.securityPolicy())
        .add("\"/>\n");
    page.text("title", "Menagerie report");
    page.add("<style>\n").add(Assets.style()).add("</style>\n");
    page.close();
  }

  private static void addHeader(
      Markup page, ReportTables tables, String scope, List<Section> sections) {
    page.open("header");
    page.text("h1", "How good are these models?");
    page.text("p", scope, "class", "lede");
    page.text("p", Origin.of(tables.report()), "class", "quiet");
    tables.colophon().ifPresent(colophon -> addColophon(page, colophon));
    page.open("nav", "aria-label", "Sections");
    sections.forEach(section -> page.text("a", section.title, "href", "#" + section.id));
    page.close().close();
  }

  /** On one line, the only one that differs where runs do not. */
  private static void addColophon(Markup page, Colophon colophon) {
    page.add("<p class=\"quiet\">")
        .add(
            SafeText.html(
                "Reported on %s UTC by Menagerie %s (Java %s) with "
                    .formatted(
                        MINUTE.format(colophon.time()), colophon.menagerie(), colophon.java())))
        .add("<code>")
        .add(SafeText.html(SafeText.plain(colophon.command())))
        .add("</code></p>\n");
  }

  private static void addSection(Markup page, Section section) {
    String heading = "heading-" + section.id;
    page.open("section", "id", section.id, "aria-labelledby", heading);
    page.text("h2", section.title, "id", heading);
    page.add(section.content).close();
  }

  /** Says so if only the first of several are shown one by one. */
  static void addCut(Markup html, int shown, int all, String what) {
    if (all > shown) {
      html.text(
          "p",
          "The first %,d of %,d %s; report on fewer runs to see the others."
              .formatted(shown, all, what),
          "class",
          "quiet");
    }
  }

  private static Markup findings(List<String> headlines) {
    Markup list = new Markup();
    if (headlines.size() > 1) {
      list.open("ul", "class", "findings");
      headlines.stream().skip(1).forEach(headline -> list.text("li", headline));
      list.close();
    }
    return list;
  }
}
