package org.menagerie.reports.page;

import static java.util.Comparator.comparingDouble;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toList;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.menagerie.api.report.ReportTable;
import org.menagerie.reports.evidence.ComparisonFamily;
import org.menagerie.reports.evidence.Group;
import org.menagerie.reports.evidence.Pair;
import org.menagerie.reports.evidence.Protocol;
import org.menagerie.reports.evidence.Report;
import org.menagerie.reports.schema.Audience;
import org.menagerie.reports.schema.ReportTables;
import org.menagerie.reports.schema.TwoRuns;
import org.menagerie.reports.text.Cells;
import org.menagerie.reports.text.Markup;

/** A matrix of differences for each engine and data set, and all pairs as a table. */
final class PairSection {
  private final List<Pair> pairs;
  private final Map<Numbers, Pair> byNumbers = new HashMap<>();
  private final Markup html = new Markup();

  private PairSection(List<Pair> pairs) {
    this.pairs = pairs;
    for (Pair pair : pairs) {
      byNumbers.put(new Numbers(pair.first().number(), pair.second().number()), pair);
    }
  }

  /** Of the groups of a pair. */
  private record Numbers(int first, int second) {}

  private record Arena(String engine, Map<String, String> data, String dataset) {
    static Arena of(Group group) {
      return new Arena(
          group.spec().engine(), group.first().provenance().datasetChecksums(), group.dataset());
    }
  }

  static Markup of(ReportTables tables) {
    Report report = tables.report();
    PairSection section = new PairSection(report.models().pairs());
    if (!section.pairs.isEmpty()) {
      if (!report.models().withTheBest()) {
        report.groups().stream()
            .collect(groupingBy(Arena::of, LinkedHashMap::new, toList()))
            .forEach(section::addMatrix);
        section.addKey();
      }
      section
          .html
          .open("details", "class", "print")
          .text(
              "summary",
              report.models().withTheBest()
                  ? "Each group and the most accurate, with their tests"
                  : report.models().areSettled()
                      ? "All pairs with their verdicts"
                      : "All pairs with their tests");
      TableSection.add(section.html, tables.table("pairs", Audience.PAGE));
      section.html.close();
      section.addLooks(tables.table("looks", Audience.PAGE));
    }
    return section.html;
  }

  private void addLooks(ReportTable looks) {
    if (!looks.rows().isEmpty()) {
      html.open("details", "class", "print")
          .text("summary", "How the verdicts came about, seed by seed");
      TableSection.add(html, looks);
      html.close();
    }
  }

  /** Rows and columns from the most accurate down. */
  private void addMatrix(Arena arena, List<Group> members) {
    if (members.size() < 2) {
      return;
    }
    List<Group> groups =
        members.stream().sorted(comparingDouble(PairSection::accuracy).reversed()).toList();
    String title = "Differences on %s, %s".formatted(arena.engine, arena.dataset);
    html.text("h3", title);
    html.open("div", "class", "scroller", "tabindex", 0, "role", "region", "aria-label", title);
    html.open("table", "class", "matrix").open("thead").open("tr");
    html.text("th", "row minus column", "scope", "col");
    groups.forEach(
        group -> html.text("th", "#" + group.number(), "scope", "col", "title", group.name()));
    html.close().close().open("tbody");
    boolean brief =
        groups.stream().map(group -> group.spec().modelId()).distinct().count() == groups.size();
    for (Group row : groups) {
      String name = brief ? row.spec().modelId() : row.name();
      html.open("tr").text("th", "#%d %s".formatted(row.number(), name), "scope", "row");
      groups.forEach(column -> addCell(row, column));
      html.close();
    }
    html.close().close().close();
  }

  private void addCell(Group row, Group column) {
    if (row.number() == column.number()) {
      html.text("td", "·", "class", "self");
      return;
    }
    boolean inOrder = row.number() < column.number();
    Pair pair =
        byNumbers.get(
            inOrder
                ? new Numbers(row.number(), column.number())
                : new Numbers(column.number(), row.number()));
    if (pair == null) {
      html.text("td", Cells.NOTHING, "class", "self");
      return;
    }
    double mean = pair.difference().mean();
    double difference = inOrder ? mean : -mean;
    html.text(
        "td", Cells.difference(difference).text() + mark(pair), "class", style(pair, difference));
  }

  private static String mark(Pair pair) {
    return (pair.isSignificant() ? "*" + few(pair) : isHint(pair) ? "°" : "")
        + (pair.stoppedOnTest() ? "†" : "");
  }

  private static String few(Pair pair) {
    return isOfTwoRuns(pair) ? TwoRuns.MARK : "";
  }

  private static boolean isOfTwoRuns(Pair pair) {
    return pair.test().isPresent() && TwoRuns.isMarked(pair.difference().runs());
  }

  private static String style(Pair pair, double difference) {
    if (pair.isSignificant()) {
      return difference > 0 ? "better" : "worse";
    }
    return isHint(pair) ? "hint" : "";
  }

  /** One seed cannot be tested over seeds; what its images say of the two networks is a hint. */
  private static boolean isHint(Pair pair) {
    return pair.difference().runs() == 1 && pair.pooled().pValue() <= ComparisonFamily.LEVEL;
  }

  private void addKey() {
    html.text(
        "p",
        "Differences of mean final test accuracy in percentage points, rows and columns from the"
            + " most accurate down. Bold with * and shaded: "
            + (pairs.stream().anyMatch(pair -> pair.settlement().isPresent())
                ? "a difference that was settled, however often one looked."
                : "significant over seeds after Holm's correction.")
            + (pairs.stream().anyMatch(PairSection::isHint)
                ? " Italic with °: one seed only; the two trained networks differ by McNemar's"
                    + " test of their images (p ≤ 0.05, not corrected for the number of pairs),"
                    + " which says nothing of other seeds."
                : "")
            + (pairs.stream().anyMatch(Pair::stoppedOnTest)
                ? " †: runs of one of the two stopped on the test accuracy, so that selection took"
                    + " part in its figure."
                : "")
            + (pairs.stream().anyMatch(pair -> pair.isSignificant() && isOfTwoRuns(pair))
                ? " " + TwoRuns.NOTE
                : ""),
        "class",
        "quiet");
  }

  private static double accuracy(Group group) {
    return group.replicates().measured(Protocol.FINAL).accuracy().mean();
  }
}
