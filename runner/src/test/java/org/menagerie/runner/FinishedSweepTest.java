package org.menagerie.runner;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.menagerie.execution.SampleResult;
import org.menagerie.plugins.LoadedPlugins;
import org.menagerie.runner.Cli.Result;
import org.menagerie.training.catalog.Catalog;
import org.menagerie.training.plan.DatasetLocator;
import org.menagerie.training.plan.Planner;
import org.menagerie.training.plan.RunRequest;
import org.menagerie.training.run.RunFolder;
import org.menagerie.training.run.RunSpec;

/** {@code runner compare} where all runs are finished: it trains nothing and compares them. */
class FinishedSweepTest {
  private static final int CAUTIOUS = 72;

  @TempDir private Path home;

  private Cli cli;
  private Path runs;

  @BeforeEach
  void finishTheRuns() {
    cli = new Cli(home);
    runs = home.resolve("runs");
    Catalog catalog = LoadedPlugins.from(List.of(cli.plugins())).catalog();
    Planner planner = new Planner(catalog, new DatasetLocator(catalog, home));
    for (String model : List.of("model2", "model3")) {
      for (int seed = 1; seed <= 3; seed++) {
        RunRequest request =
            new RunRequest(
                "progressive", model, "vector", Optional.of("digits"), "", Map.of(), seed, 1);
        RunSpec spec = planner.specify(request);
        RunFolder.forRun(runs, spec).writeResult(SampleResult.of(spec, 970 + seed));
      }
    }
  }

  @Test
  void comparesThemWithoutTraining() {
    Result result = compare();

    assertThat(result.exitCode()).isZero();
    assertThat(result.out())
        .startsWith("Training 6 runs with seeds 1, 2, 3; ")
        .contains("\nAll runs are finished.\n", "\nAll rows: engine vector")
        .containsPattern("\nThis comparison, as a page and in Markdown, is in \\Q" + runs + "\\E");
  }

  @Test
  void printsTheComparisonAloneWhenQuiet() {
    Result loud = compare();
    Result quiet = compare("--quiet");

    assertThat(quiet.exitCode()).isZero();
    assertThat(quiet.err()).as("warnings stay").isEqualTo(loud.err()).startsWith("Warning: ");
    assertThat(quiet.out())
        .contains("\nAll rows: engine vector")
        .doesNotContain("Training 6 runs", "Data set: digits\n");
    assertThat(loud.out()).endsWith("\nAll runs are finished.\n\n" + quiet.out());
  }

  @ParameterizedTest
  @ValueSource(ints = {80, 90})
  void fitsTheTerminalAndIsWholeInTheFile(int columns) throws IOException {
    Result wide = compare("--quiet");
    Result narrow = cli.runAt(columns, command());

    assertThat(narrow.out().lines())
        .allSatisfy(line -> assertThat(line.length()).isLessThanOrEqualTo(columns));
    assertThat(wide.out().lines()).anyMatch(line -> line.length() > columns);
    assertThat(wide.out()).startsWith(savedComparison());
  }

  @Test
  void comparesTheOthersWhereAResultIsDamaged() throws IOException {
    Path damaged;
    try (Stream<Path> folders = Files.list(runs)) {
      damaged = folders.sorted().findFirst().orElseThrow().resolve("result.json");
    }
    Files.writeString(damaged, "null");

    Result result = compare();

    assertThat(result.exitCode()).isEqualTo(1);
    assertThat(result.err())
        .contains("Warning: Cannot read " + damaged + ": it is null, not an object; restore it");
    assertThat(result.out())
        .contains("\nNo run is left to train.\n")
        .containsPattern("progressive/model2 +7,762 +2 ")
        .containsPattern("progressive/model3 +7,762 +3 ")
        .contains("\nLeft out: 1 of 6 runs, whose results cannot be read.\n");
    assertThat(damaged).hasContent("null");
  }

  /**
   * By SciPy, with the noncentral t distribution: accuracies of either spread by 0.1 points, and
   * with 17 seeds a difference of 0.1 is found with 0.807; with the upper bound of the spread,
   * 2.117 times as large, it takes 72.
   */
  @Test
  void tellsHowManySeedsAreEnough() {
    Result result = compare("--plan", "--difference=0.1", "--power=0.8");

    assertThat(result.exitCode()).isZero();
    assertThat(result.out())
        .startsWith(
            "Seeds of each model to find a difference of 0.10 points with a probability of 80 %")
        .containsPattern(
            "progressive/model2 +progressive/model3 +3, 3 +0\\.14 +17 +17 +%d".formatted(CAUTIOUS))
        .endsWith(
            "All pairs together: --seeds=17 (cautiously %d, should the spread be at its upper 80 %% bound). Of 34 runs 28 are left to train; how long they take is not known here.\n"
                .formatted(CAUTIOUS));
    assertThat(compare("--plan", "--difference=1").out())
        .contains("--seeds=2 (cautiously 3, should", "bound). All these runs are finished.");
    assertThat(compare("--plan", "--power=1").err())
        .isEqualTo(
            "runner: --power must be a probability above 0 and below 1, such as 0.8, not 1.0.\n");
    assertThat(compare("--difference=0.2"))
        .isEqualTo(new Result(2, "", "runner: --difference only goes with --plan.\n"));
    for (String unplanned :
        List.of("--until=decided", "--margin=0.1", "--threshold=99", "--metric=brier")) {
      assertThat(compare("--plan", unplanned))
          .isEqualTo(
              new Result(
                  2,
                  "",
                  "runner: %s does not go with --plan, which counts seeds alone.\n"
                      .formatted(unplanned.replaceFirst("=.*", ""))));
    }
    assertThat(compare("--plan", "--folds=3"))
        .isEqualTo(
            new Result(
                2, "", "runner: --folds does not go with --plan, which counts seeds alone.\n"));
  }

  @Test
  void tellsNothingOfSeedsWithoutRuns() {
    assertThat(compare("--plan", "--set=epochs=1"))
        .isEqualTo(
            new Result(
                2,
                "",
                "runner: There is no finished run of progressive/model2, progressive/model3 in %s, by which to tell how much seeds differ; train the models with --seeds=3 or more first.\n"
                    .formatted(runs)));
  }

  private String savedComparison() throws IOException {
    try (Stream<Path> files = Files.walk(runs)) {
      Path file = files.filter(path -> path.endsWith("comparison.txt")).findFirst().orElseThrow();
      return Files.readString(file, UTF_8);
    }
  }

  private Result compare(String... more) {
    List<String> all = new ArrayList<>(List.of(command()));
    all.addAll(List.of(more));
    return cli.run(all.toArray(String[]::new));
  }

  private String[] command() {
    return new String[] {
      "compare",
      "--zoo=progressive",
      "--model=model2,model3",
      "--seeds=3",
      "--dataset=digits",
      "--out=" + runs
    };
  }
}
