package org.menagerie.reports;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.menagerie.api.report.ReportFormat;
import org.menagerie.fuzz.Fuzz;
import org.menagerie.reports.evidence.Report;
import org.menagerie.reports.format.ReportFormats;
import org.menagerie.reports.format.TerminalReport;
import org.menagerie.reports.schema.ReportTables;
import org.menagerie.training.run.Misclassification;
import org.menagerie.training.run.RunFolder;
import org.menagerie.training.run.RunJson;
import org.menagerie.training.run.RunResult;

/** Whatever a result holds that can be read, every form of a report can be written of it. */
class ReportFuzzTest {
  private static final RunResult WHOLE =
      new SampleRun()
          .seed(2)
          .epoch(95, 9_000)
          .epoch(98, 9_997)
          .wrong(1, 2, 3)
          .answers(
              List.of(List.of(5_000, 1), List.of(2, 4_997)),
              new Misclassification(1, 0, 1, 0.75),
              new Misclassification(2, 1, 0, 0.5),
              new Misclassification(3, 1, 0, 1))
          .peakMemory(1 << 28)
          .result();

  @TempDir private Path runs;

  @Test
  void reportsWhateverCanBeRead() throws IOException {
    RunResult other =
        new SampleRun().seed(1).epoch(95, 9_000).epoch(98, 9_990).firstCorrect().result();
    RunFolder.forRun(runs, other.spec()).writeResult(other);
    RunFolder damaged = RunFolder.forRun(runs, WHOLE.spec());
    // Later versions have a checksum, by which nearly all that is changed is refused.
    byte[] valid =
        RunJson.compact()
            .writeValueAsString(WHOLE)
            .replace("\"schema_version\":" + RunResult.SCHEMA_VERSION, "\"schema_version\":4")
            .getBytes(UTF_8);
    AtomicInteger read = new AtomicInteger();

    Fuzz.from(valid)
        .inputs(1_000, 20_000)
        .feed(
            input -> {
              Files.write(damaged.resultFile(), input);
              StoredRuns stored = StoredRuns.read(List.of(runs));
              assertThat(stored.finished().size() + stored.unreadable().size()).isEqualTo(2);
              read.addAndGet(stored.finished().size() - 1);
              requireEveryForm(stored);
            });
    assertThat(read.get()).as("inputs that are read").isGreaterThan(10);
  }

  private static void requireEveryForm(StoredRuns stored) throws IOException {
    ReportTables tables =
        ReportTables.of(
            Report.of(stored.finished(), (zoo, model) -> Optional.empty())
                .withRemarks(stored.remarks()));
    for (ReportFormat format : ReportFormats.builtIn().all()) {
      byte[] written = ReportFormats.bytes(format, tables);
      assertThat(written).isNotEmpty();
      if (format.name().equals("json")) {
        requireNumbers(new ObjectMapper().readTree(written));
      }
    }
    TerminalReport terminal = new TerminalReport(tables, 80);
    assertThat(terminal.byModel() + terminal.byEngine() + terminal.comparison()).isNotEmpty();
  }

  /** No number may be written as a text, unlike the commit of a run, which can be any text. */
  private static void requireNumbers(JsonNode report) {
    for (Map.Entry<String, JsonNode> field : report.properties()) {
      if (!field.getKey().equals("commit")) {
        assertThat(field.getValue().asText())
            .as(field.getKey())
            .isNotIn("NaN", "Infinity", "-Infinity");
      }
    }
    report.forEach(ReportFuzzTest::requireNumbers);
  }
}
