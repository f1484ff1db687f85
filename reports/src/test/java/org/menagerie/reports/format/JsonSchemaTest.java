package org.menagerie.reports.format;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion.VersionFlag;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.menagerie.api.report.ReportFormat;
import org.menagerie.reports.SampleReport;
import org.menagerie.reports.SampleRun;
import org.menagerie.reports.StoredRuns;
import org.menagerie.reports.evidence.Anytime;
import org.menagerie.reports.evidence.Changes;
import org.menagerie.reports.evidence.Report;
import org.menagerie.reports.schema.ChangeDocument;
import org.menagerie.reports.schema.ReportTables;
import org.menagerie.training.run.RunJson;
import org.menagerie.training.run.RunResult;
import org.menagerie.training.run.StopReason;

/**
 * Files that are stored and reports that are written keep to the schemas in {@code docs/schema}.
 */
class JsonSchemaTest {
  private static final Path RESULTS = Path.of("../results");
  private static final ObjectMapper JSON = new ObjectMapper();

  private static JsonSchema schema(String file) throws IOException {
    return JsonSchemaFactory.getInstance(VersionFlag.V202012)
        .getSchema(Files.readString(Path.of("../docs/schema", file)));
  }

  private static List<String> problems(String schema, JsonNode json) throws IOException {
    return schema(schema).validate(json).stream().map(Object::toString).toList();
  }

  private static JsonNode written(Report report) throws IOException {
    ReportFormat format = new JsonFormat();
    return JSON.readTree(new String(ReportFormats.bytes(format, ReportTables.of(report)), UTF_8));
  }

  @Test
  void holdsForEveryStoredResult() throws IOException {
    List<Path> results;
    try (Stream<Path> files = Files.walk(RESULTS)) {
      results = files.filter(file -> file.endsWith("result.json")).toList();
    }

    assertThat(results).hasSizeGreaterThan(90);
    for (Path result : results) {
      assertThat(problems("result.schema.json", JSON.readTree(result.toFile())))
          .as("%s", result)
          .isEmpty();
    }
  }

  @Test
  void holdsForAResultThatNamesItsLoss() throws IOException {
    RunResult named =
        new SampleRun()
            .recipe(StopReason.ALL_EPOCHS, recipe -> recipe.loss("focal(gamma=2)"))
            .epoch(95, 9_700)
            .result();
    JsonNode result = JSON.readTree(RunJson.compact().writeValueAsBytes(named));
    ObjectNode recipe = (ObjectNode) result.get("spec").get("recipe");

    assertThat(recipe.get("loss").asText()).isEqualTo("focal(gamma=2)");
    assertThat(problems("result.schema.json", result)).isEmpty();
    recipe.put("loss", 2);
    assertThat(problems("result.schema.json", result)).singleElement().asString().contains("loss");
  }

  @Test
  void holdsForAResultWithValidation() throws IOException {
    RunResult validated =
        new SampleRun()
            .epoch(95, 9_700)
            .epoch(95, 9_800)
            .epoch(95, 9_750)
            .validated(1, 3, 2)
            .result();
    JsonNode result = JSON.readTree(RunJson.compact().writeValueAsBytes(validated));

    assertThat(problems("result.schema.json", result)).isEmpty();
    assertThat(problems("report-2.schema.json", written(SampleReport.of(validated)))).isEmpty();
    assertThat(result.get("history").get(0).has("test_loss")).isFalse();
    ((ObjectNode) result.get("history").get(0)).put("test_loss", 0.5);
    assertThat(problems("result.schema.json", result)).hasSize(2);
    ((ObjectNode) result.get("history").get(1)).remove("validation_loss");
    assertThat(problems("result.schema.json", result)).isNotEmpty();
  }

  @Test
  void holdsForReports() throws IOException {
    Report stored = Report.of(StoredRuns.read(List.of(RESULTS)).finished(), SampleReport.MODELS);
    Report oneRun = SampleReport.of(new SampleRun().otherData("d").epoch(95, 9_700).result());

    assertThat(problems("report-2.schema.json", written(stored))).isEmpty();
    assertThat(problems("report-2.schema.json", written(oneRun))).isEmpty();
    assertThat(problems("report-2.schema.json", written(SampleReport.twoModelsOnTwoEngines())))
        .isEmpty();
    assertThat(problems("report-2.schema.json", written(SampleReport.twoModelsInThreeFolds())))
        .isEmpty();
  }

  @Test
  void holdsForReportsThatAreAskedForMore() throws IOException {
    Report plain = SampleReport.twoModelsOnTwoEngines();
    JsonNode asked = written(plain.withMargin(0.2).withThreshold(99));
    JsonNode settled = written(plain.settled(Anytime.of(0.2)));

    assertThat(problems("report-2.schema.json", asked)).isEmpty();
    assertThat(asked.get("crossings")).isNotEmpty();
    assertThat(asked.get("survival")).isNotEmpty();
    assertThat(problems("report-2.schema.json", settled)).isEmpty();
    assertThat(settled.get("looks")).isNotEmpty();
    assertThat(settled.get("pairs").get(0).get("p").isNull()).isTrue();
  }

  @Test
  void holdsForChanges() throws IOException {
    Report report = SampleReport.twoModelsOnTwoEngines();
    Changes changes = Changes.between(report, report, OptionalDouble.of(0.1));
    JsonNode written =
        JSON.readTree(
            new String(
                ReportFormats.bytes(new JsonFormat(), new ChangeDocument(changes, List.of())),
                UTF_8));

    assertThat(problems("changes-1.schema.json", written)).isEmpty();
    assertThat(written.get("changes")).hasSize(4);
    ((ObjectNode) written.get("changes").get(0)).put("verdict", "good");
    assertThat(problems("changes-1.schema.json", written)).hasSize(1);
  }

  @Test
  void findsWhatIsMissingUnknownOrOfAnotherType() throws IOException {
    JsonNode report = written(SampleReport.twoModelsOnTwoEngines());
    ObjectNode row = (ObjectNode) report.get("runs").get(0);
    row.remove("folder");
    row.put("seed", "one");
    row.put("surplus", 1);

    assertThat(problems("report-2.schema.json", report))
        .hasSize(3)
        .anyMatch(problem -> problem.contains("folder"))
        .anyMatch(problem -> problem.contains("seed"))
        .anyMatch(problem -> problem.contains("surplus"));
  }

  @Test
  void findsAnAccuracyBeyondAllPercent() throws IOException {
    JsonNode result;
    try (Stream<Path> runs = Files.list(RESULTS)) {
      Path file =
          runs.map(run -> run.resolve("result.json"))
              .filter(Files::exists)
              .findFirst()
              .orElseThrow();
      result = JSON.readTree(file.toFile());
    }
    ((ObjectNode) result.get("history").get(0)).put("test_accuracy", 100.5);

    assertThat(problems("result.schema.json", result)).hasSize(1);
  }
}
