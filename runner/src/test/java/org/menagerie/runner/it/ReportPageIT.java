package org.menagerie.runner.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.menagerie.api.recipe.Recipe;
import org.menagerie.reports.StoredRun;
import org.menagerie.reports.evidence.Report;
import org.menagerie.reports.page.HtmlPage;
import org.menagerie.reports.schema.ReportTables;
import org.menagerie.training.run.Build;
import org.menagerie.training.run.EpochMetrics;
import org.menagerie.training.run.Machine;
import org.menagerie.training.run.Misclassification;
import org.menagerie.training.run.Provenance;
import org.menagerie.training.run.RunFolder;
import org.menagerie.training.run.RunResult;
import org.menagerie.training.run.RunSpec;
import org.menagerie.training.run.StopReason;
import org.menagerie.training.run.TestOutcome;

/** The HTML report in a browser: 13 models on two engines with three seeds each. */
final class ReportPageIT {
  @TempDir private static Path folder;

  private static Browser browser;
  private static String page = "";

  @BeforeAll
  static void writeThePage() {
    browser = Browser.orSkip("The report", folder);
    List<StoredRun> runs = new ArrayList<>();
    for (int model = 1; model <= 13; model++) {
      for (String engine : List.of("pytorch", "mxnet")) {
        for (int seed = 1; seed <= 3; seed++) {
          RunResult run = run(model, engine, seed, 9_800 + 10 * model + seed * seed);
          runs.add(new StoredRun(new RunFolder(folder.resolve(run.spec().runName())), run));
        }
      }
    }
    Report report = Report.of(runs, (zoo, model) -> Optional.empty());
    page = HtmlPage.of(ReportTables.of(report));
  }

  private static RunResult run(int model, String engine, long seed, int correct) {
    Recipe recipe = Recipe.builder("default").epochs(2).build();
    TreeMap<String, String> data = new TreeMap<>();
    data.put("test_images", "00");
    return new RunResult(
        RunResult.SCHEMA_VERSION,
        RunSpec.builder("a-rather-long-zoo", "model" + model)
            .engine(engine)
            .dataset("digits")
            .recipe(recipe)
            .seed(seed)
            .threads(1)
            .build(),
        1_000L * (1 + model % 5),
        1_000_000,
        StopReason.ALL_EPOCHS,
        List.of(epoch(1, 9_000), epoch(2, correct)),
        new TestOutcome(
            10_000,
            "",
            List.of(List.of(5_000, 10_000 - correct), List.of(0, correct - 5_000)),
            Optional.of(List.of(new Misclassification(7, 0, 1, 0.875)))),
        OptionalInt.empty(),
        Optional.empty(),
        OptionalLong.of(400_000_000),
        new Provenance(
            "0.1.0",
            Build.UNKNOWN,
            new TreeMap<>(),
            data,
            new TreeMap<>(),
            new Machine("17", "Linux", "a processor", 2),
            "2026-01-01T00:00:00Z",
            "2026-01-01T00:10:00Z"));
  }

  private static EpochMetrics epoch(int epoch, int correct) {
    return EpochMetrics.builder(epoch)
        .trainLoss(0.2)
        .trainAccuracy(95)
        .testLoss(0.1)
        .testAccuracy(correct / 100.0)
        .testCorrect(correct)
        .learningRate(0.01)
        .seconds(12.5)
        .evaluationSeconds(1.5)
        .dataSeconds(0.25)
        .imagesPerSecond(4_800)
        .build();
  }

  @Test
  void runsItsScriptUnderItsOwnSecurityPolicy() throws IOException, InterruptedException {
    assertThat(rendered(page))
        .contains("data-script=\"ready\"", "26 of 26 rows</output>", "<button type=\"button\">");
  }

  @Test
  void canBeReadWithoutItsScript() throws IOException, InterruptedException {
    String silent = page.replaceFirst("script-src 'sha256-[^']*'", "script-src 'none'");

    assertThat(rendered(silent))
        .doesNotContain("data-script", "<button")
        .contains("hidden=\"\"", "a-rather-long-zoo/model13");
  }

  @Test
  void sortsRowsByAColumnAndBack() throws IOException, InterruptedException {
    String answer =
        asked(
            """
            const table = document.getElementById("table-models");
            const header = [...table.tHead.rows[0].cells]
              .find((cell) => cell.textContent === "final %");
            const top = () => table.tBodies[0].rows[0].cells[header.cellIndex].textContent;
            const states = [];
            for (let i = 0; i < 2; i++) {
              header.querySelector("button").click();
              states.push(header.getAttribute("aria-sort") + " " + top());
            }
            return states.join(", ");
            """,
            1280);

    assertThat(answer).isEqualTo("ascending 98.15 ± 0.04, descending 99.35 ± 0.04");
  }

  @Test
  void filtersRowsByWords() throws IOException, InterruptedException {
    String answer =
        asked(
            """
            const input = document.getElementById("table-models-filter");
            input.value = "MODEL13 mxnet";
            input.dispatchEvent(new Event("input"));
            return input.parentNode.querySelector("output").textContent;
            """,
            1280);

    assertThat(answer).isEqualTo("1 of 26 rows");
  }

  /** What is wide scrolls by itself; all that is folded is opened first. */
  @ParameterizedTest
  @ValueSource(ints = {360, 768, 1280})
  void isNoWiderThanTheScreen(int width) throws IOException, InterruptedException {
    String answer =
        asked(
            """
            for (const details of document.querySelectorAll("details")) details.open = true;
            const page = document.documentElement;
            return page.scrollWidth - page.clientWidth;
            """,
            width);

    assertThat(answer).isEqualTo("0");
  }

  /** What a script answers in the page, whose policy would not let it run, at a width. */
  private static String asked(String script, int width) throws IOException, InterruptedException {
    String open = page.replaceFirst("<meta http-equiv=\"Content-Security-Policy\"[^>]*>", "");
    String frame =
        "<iframe id=\"page\" style=\"border:0\" width=\"%d\" height=\"900\" srcdoc=\"%s\"></iframe>"
            .formatted(width, open.replace("&", "&amp;").replace("\"", "&quot;"));
    String wrapper =
        """
        <!DOCTYPE html><meta charset="utf-8"><body>%s<pre id="answer"></pre><script>
        const frame = document.getElementById("page");
        frame.addEventListener("load", () => {
          const ask = new frame.contentWindow.Function(%s);
          document.getElementById("answer").textContent = ask();
        });
        </script>
        """
            .formatted(frame, "`" + script + "`");
    Matcher answer =
        Pattern.compile("<pre id=\"answer\">(.*?)</pre>", Pattern.DOTALL)
            .matcher(rendered(wrapper));
    assertThat(answer.find()).isTrue();
    return answer.group(1);
  }

  private static String rendered(String html) throws IOException, InterruptedException {
    Path file = Files.writeString(folder.resolve("page.html"), html);
    return browser.document(file.toUri());
  }
}
