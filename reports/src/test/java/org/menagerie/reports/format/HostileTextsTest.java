package org.menagerie.reports.format;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.commonmark.ext.autolink.AutolinkExtension;
import org.commonmark.ext.gfm.strikethrough.StrikethroughExtension;
import org.commonmark.ext.gfm.tables.TableCell;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.node.HtmlInline;
import org.commonmark.node.Node;
import org.commonmark.node.Text;
import org.commonmark.parser.Parser;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.menagerie.reports.schema.ReportTables;

/** In every form a hostile text comes back as text, read by parsers that others have written. */
class HostileTextsTest {
  private static final String TAME = "tame words";

  private static final Parser MARKDOWN =
      Parser.builder()
          .extensions(
              List.of(
                  TablesExtension.create(),
                  AutolinkExtension.create(),
                  StrikethroughExtension.create()))
          .build();

  static List<String> texts() {
    return HostileTexts.ALL;
  }

  private static final Document TAME_PAGE = Jsoup.parse(written("html", tables(TAME)));
  private static final List<String> TAME_MARKDOWN =
      shape(MARKDOWN.parse(written("markdown", tables(TAME))));

  private static ReportTables tables(String text) {
    return ReportTables.of(HostileTexts.report(text));
  }

  private static String written(String format, ReportTables tables) {
    return new String(ReportFormats.bytes(ReportFormats.builtIn().get(format), tables), UTF_8);
  }

  private static String model(String text) {
    return HostileTexts.visible(text + "Zoo/" + text + "Model");
  }

  /** The provider's name, or the last part of a path. */
  private static String data(String text) {
    return HostileTexts.visible(text + "Data");
  }

  @Test
  void areManyEach() {
    assertThat(HostileTexts.ALL).hasSizeGreaterThanOrEqualTo(40).doesNotHaveDuplicates();
  }

  @ParameterizedTest
  @MethodSource("texts")
  void areTextInHtml(String text) {
    Document page = Jsoup.parse(written("html", tables(text)));
    Document tame = TAME_PAGE;

    assertThat(names(page)).isEqualTo(names(tame));
    assertThat(attributes(page)).isEqualTo(attributes(tame));
    assertThat(page.select("script, style, title, img").size())
        .isEqualTo(tame.select("script, style, title, img").size());
    assertThat(page.select("script").html()).isEqualTo(tame.select("script").html());
    assertThat(page.select("[href], [src]"))
        .allMatch(e -> e.attr("href").startsWith("#") || e.attr("src").startsWith("data:image/"));
    assertThat(page.select("#table-models tbody tr:first-child th").text()).isEqualTo(model(text));
    String all = page.text();
    for (String field :
        List.of(
            "Engine",
            "Recipe",
            "Optimizer",
            "Schedule",
            "Note",
            "Version",
            "Library",
            "Device",
            "Part",
            "Checksum",
            "Plugin",
            "Sum",
            "Java",
            "System",
            "Processor",
            "Started",
            "Finished",
            "Target",
            "Remark")) {
      assertThat(all).contains(HostileTexts.visible(text + field));
    }
    assertThat(all).contains(data(text));
    requireVisible(page.wholeText());
  }

  private static Set<String> names(Document page) {
    return page.getAllElements().stream().map(Element::tagName).collect(toSet());
  }

  private static Set<String> attributes(Document page) {
    return page.getAllElements().stream()
        .flatMap(e -> e.attributes().asList().stream().map(a -> e.tagName() + " " + a.getKey()))
        .collect(toSet());
  }

  @ParameterizedTest
  @MethodSource("texts")
  void areTextInMarkdown(String text) {
    Node document = MARKDOWN.parse(written("markdown", tables(text)));

    assertThat(shape(document)).isEqualTo(TAME_MARKDOWN);
    List<Node> nodes = nodes(document);
    assertThat(nodes)
        .allMatch(
            node -> !(node instanceof HtmlInline html) || html.getLiteral().equals("<!-- -->"));
    List<String> cells =
        nodes.stream().filter(TableCell.class::isInstance).map(HostileTextsTest::text).toList();
    assertThat(cells).contains(model(text), HostileTexts.visible(text + "Target"));
    assertThat(cells).anyMatch(cell -> cell.contains(HostileTexts.visible(text + "Engine")));
    assertThat(text(document)).contains(HostileTexts.visible(text + "Remark"));
  }

  /** The kinds of all nodes but for pieces of text, in order. */
  private static List<String> shape(Node document) {
    return nodes(document).stream()
        .filter(node -> !(node instanceof Text || node instanceof HtmlInline))
        .map(node -> node.getClass().getSimpleName())
        .toList();
  }

  private static List<Node> nodes(Node node) {
    List<Node> all = new ArrayList<>(List.of(node));
    for (Node child = node.getFirstChild(); child != null; child = child.getNext()) {
      all.addAll(nodes(child));
    }
    return all;
  }

  private static String text(Node node) {
    return nodes(node).stream()
        .map(each -> each instanceof Text text ? text.getLiteral() : "")
        .collect(joining());
  }

  @ParameterizedTest
  @MethodSource("texts")
  void areTextInCsv(String text) throws IOException {
    ReportTables tables = tables(text);
    for (String name : ReportTables.NAMES) {
      String csv = written("csv", tables.only(name));
      try (CSVParser parser =
          CSVFormat.RFC4180
              .builder()
              .setHeader()
              .setSkipHeaderRecord(true)
              .get()
              .parse(new StringReader(csv))) {
        for (CSVRecord row : parser) {
          assertThat(row.isConsistent()).isTrue();
          assertThat(row.toList()).allSatisfy(HostileTextsTest::requireNoFormula);
          if (row.isMapped("model") && row.get("model").contains("Model")) {
            assertThat(List.of(model(text), "'" + model(text))).contains(row.get("model"));
          }
        }
      }
    }
  }

  private static void requireNoFormula(String cell) {
    assertThat(cell.matches("-?\\d+(\\.\\d+)?(E-?\\d+)?") || !cell.matches("(?s)[=+\\-@\t\r\n].*"))
        .as(cell)
        .isTrue();
    requireVisible(cell);
  }

  @ParameterizedTest
  @MethodSource("texts")
  void areWholeInJson(String text) throws IOException {
    String json = written("json", tables(text));
    JsonNode report = new ObjectMapper().readTree(json);

    JsonNode run = report.get("runs").get(0);
    String zoo = text + "Zoo/" + text + "Model";
    assertThat(
            Stream.of(report.get("runs"), report.get("models"))
                .flatMap(rows -> rows.findValuesAsText("model").stream()))
        .contains(zoo);
    assertThat(report.get("runs").findValuesAsText("engine")).contains(text + "Engine");
    assertThat(run.get("menagerie").asText()).isEqualTo(text + "Version");
    assertThat(run.get("commit").asText()).isEqualTo(text + "Commit");
    assertThat(run.get("engine_checksum").asText()).isEqualTo(text + "Jar");
    assertThat(run.get("finished_at").asText()).isEqualTo(text + "Finished");
    assertThat(report.get("targets").findValuesAsText("target")).contains(text + "Target");
    requireVisible(json);
  }

  @ParameterizedTest
  @MethodSource("texts")
  void areTextInLatex(String text) {
    String latex = written("latex", tables(text));

    LatexText.requireHarmless(latex);
    assertThat(LatexText.shown(latex))
        .contains(
            LatexText.expected(model(text)),
            LatexText.expected(HostileTexts.visible(text + "Target")),
            LatexText.expected(HostileTexts.visible(text + "Remark")));
  }

  @ParameterizedTest
  @MethodSource("texts")
  void areTextAtATerminal(String text) {
    ReportTables tables = tables(text);
    for (int width : List.of(60, 80, Integer.MAX_VALUE)) {
      TerminalReport report = new TerminalReport(tables, width);
      for (String form :
          List.of(report.runs(), report.byModel(), report.byEngine(), report.comparison())) {
        requireVisible(form);
      }
    }
    // Tables break long texts into lines; sentences stay whole.
    assertThat(new TerminalReport(tables, Integer.MAX_VALUE).comparison())
        .contains(HostileTexts.visible(text + "Remark"));
  }

  /** Nothing that steers a terminal or turns the direction of text. */
  private static void requireVisible(String text) {
    assertThat(text.codePoints().filter(c -> c != '\n' && isInvisible(c)).count()).isZero();
  }

  private static boolean isInvisible(int character) {
    int type = Character.getType(character);
    return type == Character.CONTROL
        || type == Character.FORMAT
        || type == Character.SURROGATE
        || character == 0x2028
        || character == 0x2029;
  }
}
