package org.menagerie.runner;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.menagerie.api.recipe.Recipe;
import org.menagerie.runner.Cli.Result;
import org.menagerie.training.run.EpochMetrics;
import org.menagerie.training.run.Machine;
import org.menagerie.training.run.Provenance;
import org.menagerie.training.run.RunFolder;
import org.menagerie.training.run.RunResult;
import org.menagerie.training.run.RunSpec;
import org.menagerie.training.run.StopReason;
import org.menagerie.training.run.TestOutcome;

/** {@code runner report} of runs that are stored, three seeds of one model. */
class ReportTest {
  @TempDir private Path home;

  private Cli cli;
  private String runs;

  @BeforeEach
  void storeThreeSeeds() {
    cli = new Cli(home);
    Path folder = home.resolve("runs");
    runs = folder.toString();
    LongStream.rangeClosed(1, 3)
        .mapToObj(ReportTest::run)
        .forEach(run -> RunFolder.forRun(folder, run.spec()).writeResult(run));
  }

  /** Seeds 1, 2 and 3 get 981, 982 and 983 of 1000 images right. */
  private static RunResult run(long seed) {
    int correct = 980 + (int) seed;
    return new RunResult(
        RunResult.SCHEMA_VERSION,
        new RunSpec(
            "progressive", "model3", "pytorch", "digits", Recipe.builder("own").build(), seed, 1),
        7_762,
        562_320,
        StopReason.ALL_EPOCHS,
        List.of(
            new EpochMetrics(
                1, 0.2, 97.5, 0.1, correct / 10.0, correct, 0.01, 12.5, 1.5, 0.25, 4_800)),
        new TestOutcome(1_000, "", List.of()),
        new Provenance(
            "0.1.0",
            new TreeMap<>(),
            new TreeMap<>(),
            new TreeMap<>(),
            new Machine("17", "Linux", "a processor", 2),
            "2026-01-01T00:00:00Z",
            "2026-01-01T00:10:00Z"));
  }

  @Test
  void hasARowForEachRun() {
    Result report = cli.run("report", runs);

    assertThat(report.exitCode()).isZero();
    assertThat(report.out().lines().filter(line -> line.startsWith("progressive/model3")))
        .hasSize(3);
  }

  /** R: the prediction interval of 98.1, 98.2, 98.3 is 97.7032 to 98.6968. */
  @Test
  void hasOneRowForAllSeedsOfAModel() {
    Result report = cli.run("report", runs, "--by-model");

    assertThat(report.exitCode()).isZero();
    assertThat(report.err()).isEmpty();
    assertThat(report.out())
        .startsWith("All runs: engine pytorch, data set digits, recipe own\n")
        .containsOnlyOnce("progressive/model3")
        .containsPattern(" 7,762 +3  final  98.20 ± 0.10  97.70–98.70 ");
  }

  @Test
  void writesModelsAsMarkdown() {
    assertThat(cli.run("report", runs, "--by-model", "--format", "markdown").out())
        .startsWith("| model | params |")
        .containsPattern("\\| progressive/model3 \\| 7,762 \\| .* \\| 98.20 ± 0.10 \\| 3 \\| ");
  }
}
