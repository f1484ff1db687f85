package org.menagerie.runner;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.menagerie.api.recipe.Recipe;
import org.menagerie.runner.Cli.Result;
import org.menagerie.training.run.RunFolder;
import org.menagerie.training.run.RunResult;
import org.menagerie.training.run.RunSpec;

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
    return SampleResult.of(
        new RunSpec(
            "progressive", "model3", "pytorch", "digits", Recipe.builder("own").build(), seed, 1),
        980 + (int) seed);
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
