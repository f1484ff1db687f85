package org.menagerie.reports.format;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import com.fasterxml.jackson.dataformat.csv.CsvSchema;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.menagerie.api.error.MenagerieException;
import org.menagerie.reports.MetricRuns;
import org.menagerie.reports.SampleReport;
import org.menagerie.reports.SampleRun;
import org.menagerie.reports.evidence.Anytime;
import org.menagerie.reports.evidence.Report;
import org.menagerie.reports.schema.ReportTables;
import org.menagerie.training.run.RunResult;
import org.menagerie.training.run.StopReason;

class ReportFormatsTest {
  @TempDir private Path home;

  private static final Report REPORT = SampleReport.twoModelsOnTwoEngines();

  /** Everything that a plug-in, a recipe or a folder can name, as evil as it gets. */
  private static final Report HOSTILE =
      SampleReport.of(
          new SampleRun()
              .model("a|b", "`c`\n<script>alert(1)</script>")
              .otherData("C:\\d_e@f \"quoted\", 'so' $x$ #1 ~^{}%&")
              .recipe(StopReason.ALL_EPOCHS, r -> r.name("<b>\\input{x}").epochs(1))
              .epoch(95, 9_700)
              .result());

  private static String written(String format, Report report) {
    return new String(
        ReportFormats.bytes(ReportFormats.builtIn().get(format), ReportTables.of(report)), UTF_8);
  }

  private static JsonNode json(Report report) throws IOException {
    return new ObjectMapper().readTree(written("json", report));
  }

  private static List<Map<String, String>> csv(Report report, String table) throws IOException {
    try (MappingIterator<Map<String, String>> rows =
        new CsvMapper()
            .readerForMapOf(String.class)
            .with(CsvSchema.emptySchema().withHeader())
            .readValues(
                new String(
                    ReportFormats.bytes(new CsvFormat(), ReportTables.of(report).only(table)),
                    UTF_8))) {
      return rows.readAll();
    }
  }

  static List<String> tables() {
    return ReportTables.NAMES;
  }

  /** A report that has rows in a table. */
  private Report reportWith(String table) {
    return switch (table) {
      case "metrics", "metric_pairs" -> withMetrics();
      case "looks" -> REPORT.settled(Anytime.of(0.1));
      case "crossings", "survival" -> REPORT.withThreshold(99);
      case "cross_validation", "cross_validation_pairs" -> SampleReport.twoModelsInThreeFolds();
      case "ranks", "rank_pairs" -> SampleReport.twoModelsOnThreeDataSets();
      default -> REPORT;
    };
  }

  private Report withMetrics() {
    MetricRuns runs = new MetricRuns(home);
    for (int seed = 1; seed <= 2; seed++) {
      runs.add("good", seed, 2 * seed, 0.9).add("bad", seed, 8 + seed, 0.9);
    }
    return runs.report("macro_f1");
  }

  @ParameterizedTest
  @MethodSource("tables")
  void writesTheSameFieldsAndNumbersAsJsonAndCsv(String table) throws IOException {
    Report report = reportWith(table);
    JsonNode rows = json(report).get(table);
    List<Map<String, String>> lines = csv(report, table);

    assertThat(lines).hasSameSizeAs(rows).isNotEmpty();
    for (int i = 0; i < lines.size(); i++) {
      assertThat(lines.get(i).keySet()).containsExactlyElementsOf(keys(rows.get(i)));
      for (Map.Entry<String, String> field : lines.get(i).entrySet()) {
        assertThat(field.getValue()).isEqualTo(text(rows.get(i).get(field.getKey())));
      }
    }
  }

  private static List<String> keys(JsonNode row) {
    List<String> keys = new ArrayList<>();
    row.fieldNames().forEachRemaining(keys::add);
    return keys;
  }

  private static String text(JsonNode value) {
    if (!value.isArray()) {
      return value.isNull() ? "" : value.asText();
    }
    List<String> texts = new ArrayList<>();
    value.forEach(element -> texts.add(element.asText()));
    return String.join(" ", texts);
  }

  @Test
  void writesTheSameNumbersForPeople() throws IOException {
    JsonNode model = json(REPORT).get("models").get(0);
    String spread =
        String.format(
            Locale.ROOT,
            "%.2f ± %.2f",
            model.get("final_mean").asDouble(),
            model.get("final_sd").asDouble());
    String interval =
        String.format(
            Locale.ROOT,
            "%.2f–%.2f",
            model.get("final_run_low").asDouble(),
            model.get("final_run_high").asDouble());

    assertThat(spread).isEqualTo("99.40 ± 0.01");
    assertThat(written("markdown", REPORT))
        .contains("| " + spread + " | " + interval + " | 99.38 | reproduced |");
    assertThat(written("latex", REPORT))
        .contains(
            "& 99.40 $\\pm$ 0.01 & " + interval.replace("–", "--") + " & 99.38 & reproduced &");
    assertThat(written("html", REPORT)).contains(">" + spread + "</td>", ">" + interval + "</td>");
  }

  @Test
  void statesMemoryInBytesForProgramsAndInMebibytesForPeople() throws IOException {
    JsonNode report = json(REPORT);

    assertThat(report.get("models").get(0).get("peak_memory_bytes").asLong()).isEqualTo(603L << 20);
    assertThat(report.get("runs").get(0).get("peak_memory_bytes").asLong()).isEqualTo(601L << 20);
    assertThat(csv(REPORT, "models").get(0)).containsEntry("peak_memory_bytes", "632291328");
    assertThat(written("markdown", REPORT)).contains(" | peak MiB |", " | 603 |");
    assertThat(written("latex", REPORT)).contains(" & \\shortstack[r]{peak MiB} ", " & 603 ");
    assertThat(written("html", REPORT)).contains("data-sort=\"632291328\">603</td>");
  }

  @Test
  void hasNoColumnForMemoryThatNoRunHasRecorded() throws IOException {
    Report report = SampleReport.of(new SampleRun().epoch(95, 9_700).result());

    assertThat(json(report).get("models").get(0).get("peak_memory_bytes").isNull()).isTrue();
    assertThat(written("markdown", report)).doesNotContain("peak MiB");
  }

  @Test
  void keepsFinalAndBestEpochsApart() throws IOException {
    JsonNode model = json(REPORT).get("models").get(0);

    assertThat(model.get("final_mean").asDouble()).isCloseTo(99.4, within(1e-9));
    assertThat(model.get("published_final").asDouble()).isEqualTo(99.38);
    assertThat(model.get("verdict_final").asText()).isEqualTo("reproduced");
    assertThat(model.get("published_best").asDouble()).isEqualTo(99.6);
    assertThat(model.get("verdict_best").asText()).isEqualTo("not reproduced");
    assertThat(model.get("target").asText()).isEqualTo("missed");
  }

  @Test
  void tellsWhereHistoriesOfOneSpecificationPart() throws IOException {
    JsonNode engines = json(REPORT).get("engines").get(0);

    assertThat(engines.get("model").asText()).isEqualTo("progressive/model2");
    assertThat(engines.get("first_different_epoch").asInt()).isEqualTo(2);
  }

  @Test
  void saysWhatIsMissingWhereverThereIsText() throws IOException {
    Report report = REPORT.withRemarks(List.of("1 run is missing & 50 % failed."));

    assertThat(json(report).get("headlines").get(1).asText())
        .isEqualTo("1 run is missing & 50 % failed.");
    assertThat(written("markdown", report)).contains("\n- 1 run is missing &#38; 50 % failed.\n");
    assertThat(written("html", report)).contains(">1 run is missing &amp; 50 % failed.</li>");
    assertThat(written("latex", report))
        .contains("\n\\noindent 1 run is missing \\& 50 \\% failed.\\par\n");
  }

  @Test
  void statesItsVersion() throws IOException {
    assertThat(json(REPORT).get("schema_version").asInt()).isEqualTo(2);
  }

  @Test
  void escapesMarkdown() {
    assertThat(written("markdown", HOSTILE))
        .contains(
            "| a&#124;b/\\`c\\` &#60;script&#62;alert(1)&#60;/script&#62; |",
            "| d\\_e&#64;<!-- -->f \"quoted\", 'so' \\$x\\$ &#35;1 \\~^{}%&#38;")
        .doesNotContain("<script", "<b>");
  }

  @Test
  void escapesLatex() {
    assertThat(written("latex", HOSTILE))
        .contains(
            "a\\textbar{}b/\\textasciigrave{}c\\textasciigrave{}"
                + " \\textless{}script\\textgreater{}",
            "d\\_e@f \\textquotedbl{}quoted\\textquotedbl{}, \\textquotesingle{}so"
                + "\\textquotesingle{} \\$x\\$ \\#1"
                + " \\textasciitilde{}\\textasciicircum{}\\{\\}\\%\\&",
            "\\textbackslash{}input\\{x\\}")
        .doesNotContain("\\input");
  }

  @Test
  void writesNoCharacterThatLatexDoesNotKnow() {
    Report foreign =
        SampleReport.of(new SampleRun().model("zoö", "Łódź→漢字😀ħ").epoch(95, 9_700).result());

    assertThat(written("latex", foreign)).contains("zoö/Łódź$\\to$U+6F22U+5B57U+1F600U+0127 &");
  }

  @Test
  void showsMarksInLatexAsTheyAre() {
    Report stopped =
        SampleReport.of(
            stopped("target", StopReason.TARGET_REACHED),
            stopped("patience", StopReason.NO_IMPROVEMENT));

    assertThat(written("latex", stopped))
        .contains(
            " 97.00\\textdagger{} & ",
            " 97.00\\textdaggerdbl{} & ",
            "\n\\noindent \\textdagger{} Stopped ",
            "\n\\noindent \\textdaggerdbl{} Stopped ")
        .doesNotContain("U+");
  }

  private static RunResult stopped(String model, StopReason reason) {
    return new SampleRun()
        .model("zoo", model)
        .recipe(reason, r -> r.epochs(9))
        .epoch(95, 9_700)
        .result();
  }

  @ParameterizedTest
  @ValueSource(strings = {"html", "latex", "markdown", "terminal"})
  void saysWhereFiguresMixNumericVersions(String format) {
    Report mixed =
        SampleReport.of(
            new SampleRun().seed(1).numericVersion(1).epoch(95, 9_700).result(),
            new SampleRun().seed(2).numericVersion(2).epoch(95, 9_710).result());

    assertThat(written(format, mixed).replaceAll("\\s+", " "))
        .contains(" pools runs of numeric versions 1 and 2 of ");
  }

  @Test
  void keepsBracketsFromBeingArgumentsOfLatex() {
    Report report =
        SampleReport.of(
            new SampleRun().model("[2cm]", "a").epoch(95, 9_700).result(),
            new SampleRun().model("[2cm]", "b").epoch(95, 9_700).result());

    assertThat(written("latex", report)).contains("\n{[}2cm]/a & {[}2cm]/b & ");
  }

  @Test
  void stacksLongHeadingsOfLatex() {
    assertThat(written("latex", REPORT))
        .contains(" & \\shortstack[r]{published\\\\final} & \\shortstack[l]{verdict\\\\final} & ");
  }

  @Test
  void quotesCsv() throws IOException {
    assertThat(csv(HOSTILE, "runs").get(0))
        .containsEntry("model", "a|b/`c` <script>alert(1)</script>")
        .containsEntry("dataset", "d_e@f \"quoted\", 'so' $x$ #1 ~^{}%&");
  }

  @Test
  void documentsEveryField() throws IOException {
    String documentation = Files.readString(Path.of("../docs/results.md"));
    keys(json(REPORT)).forEach(name -> assertThat(documentation).contains("`" + name + "`"));
    for (String table : tables()) {
      String section = documentation.split("### `" + table + "`", -1)[1].split("\n##", 2)[0];
      keys(json(reportWith(table)).get(table).get(0))
          .forEach(key -> assertThat(section).as(table).contains("`" + key + "`"));
    }
  }

  @Test
  void refusesAnUnknownFormat() {
    assertThatThrownBy(() -> ReportFormats.builtIn().get("makdown"))
        .isInstanceOf(MenagerieException.class)
        .hasMessage(
            "There is no report format \"makdown\". Did you mean \"markdown\"? Available:"
                + " csv, html, json, latex, markdown, terminal.");
  }

  @Test
  void refusesAnUnknownTable() {
    assertThatThrownBy(() -> ReportFormats.requireTable("model"))
        .isInstanceOf(MenagerieException.class)
        .hasMessage(
            "There is no table \"model\". Did you mean \"models\"? Available: models, targets,"
                + " pairs, engines, pair_seeds, looks, metrics, metric_pairs, crossings,"
                + " survival, ranks, rank_pairs, cross_validation, cross_validation_pairs, runs, epochs.");
  }
}
