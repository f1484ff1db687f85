package org.menagerie.runner;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.menagerie.execution.SampleResult;
import org.menagerie.plugins.LoadedPlugins;
import org.menagerie.runner.Cli.Result;
import org.menagerie.training.catalog.Catalog;
import org.menagerie.training.plan.DatasetLocator;
import org.menagerie.training.plan.Planner;
import org.menagerie.training.plan.RunRequest;
import org.menagerie.training.run.RunFolder;
import org.menagerie.training.run.RunSpec;

/** {@code runner compare --until decided}, by runs that are finished. */
class RaceTest {
  @TempDir private Path home;

  private Cli cli;
  private Path runs;
  private Planner planner;

  @BeforeEach
  void findTheModels() {
    cli = new Cli(home);
    runs = home.resolve("runs");
    Catalog catalog = LoadedPlugins.from(List.of(cli.plugins())).catalog();
    planner = new Planner(catalog, new DatasetLocator(catalog, home));
  }

  /** Seeds from 1 on with so many of a thousand images right. */
  private void finish(String model, int... correct) {
    for (int i = 0; i < correct.length; i++) {
      RunSpec spec =
          planner.specify(
              new RunRequest(
                  "progressive", model, "vector", Optional.of("digits"), "", Map.of(), i + 1, 1));
      RunFolder.forRun(runs, spec).writeResult(SampleResult.of(spec, correct[i]));
    }
  }

  private Result race(String... more) {
    List<String> command =
        new ArrayList<>(
            List.of(
                "compare",
                "--zoo=progressive",
                "--model=model2,model3",
                "--seeds=4",
                "--dataset=digits",
                "--out=" + runs));
    command.addAll(List.of(more));
    for (String usual : List.of("--until=decided", "--jobs=1")) {
      String option = usual.substring(0, usual.indexOf('='));
      if (command.stream().noneMatch(word -> word.startsWith(option))) {
        command.add(usual);
      }
    }
    return cli.run(command.toArray(String[]::new));
  }

  /** By SciPy, the interval of 5.0, 4.8, 5.0, 4.8 is 4.9 ± 0.6954. */
  @Test
  void trainsNothingMoreOnceEveryPairIsSettled() {
    finish("model2", 971, 973, 972, 974);
    finish("model3", 921, 925, 922, 926);

    Result result = race("--margin=0.1");

    assertThat(result.exitCode()).isZero();
    assertThat(result.out())
        .contains("Then seeds are added, up to 40 of each, to models of which a pair is undecided")
        .contains(
            "- progressive/model2 is better than progressive/model3, settled after 4 seeds: by 4.90 points, 95 % at any time 4.20 to 5.60.")
        .contains("- This took 8 runs. With a fixed number of seeds:")
        .contains("the most allowed, 40 of each, would be 80 runs.")
        .doesNotContain("p (Holm)", "Welch");
    assertThat(race("--margin=0.1", "--dry-run").out()).endsWith("\nEvery pair is settled.\n");
    assertThat(
            cli.run("report", runs.toString(), "--margin=0.1", "--anytime", "--format=json").out())
        .contains("\"settled_after\" : 4", "\"verdict\" : \"better\"", "\"p\" : null");
  }

  @Test
  void needsAPair() {
    Result result =
        cli.run(
            "compare",
            "--model=progressive/model2",
            "--until=decided",
            "--margin=0.1",
            "--out=" + runs);

    assertThat(result)
        .isEqualTo(
            new Result(
                2,
                "",
                "runner: --until decided compares models or engines, and here is one of each: name another one with --model or --engines.\n"));
  }

  @Test
  void goesOnWithTheModelsOfPairsThatAreUndecided() {
    finish("model2", 971, 973, 972, 974);
    finish("model3", 970, 974, 970, 975);

    assertThat(race("--margin=0.1", "--dry-run").out())
        .endsWith("\n1 of 1 pairs is undecided; going on with seed 5 of 2 of 2 models.\n");
    assertThat(race("--margin=0.1", "--dry-run", "--jobs=6").out())
        .endsWith("\n1 of 1 pairs is undecided; going on with seeds 5, 6, 7 of 2 of 2 models.\n");
    Result end = race("--margin=0.1", "--max-seeds=4");
    assertThat(end.exitCode()).isZero();
    assertThat(end.out())
        .contains(
            "- Undecided with these seeds (margin 0.10 points): progressive/model2 and progressive/model3 (4 seeds).");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--until=done | --until knows one end, decided, not \"done\".",
        "--epochs=1 | --until decided needs --margin, the points that do not matter, as in --margin 0.1: two"
            + " equal models are never told apart.",
        "--margin=1 --shard=1/2 | --until does not go with --shard, since one machine sees only its own runs.",
        "--margin=1 --max-seeds=3 | --max-seeds must be from the number of --seeds, here 4, to 1000, not 3."
      })
  void refusesWhatMakesNoSense(String options, String sentence) {
    assertThat(race(options.split(" "))).isEqualTo(new Result(2, "", "runner: " + sentence + "\n"));
    assertThat(cli.run("compare", "--max-seeds=5", "--model=progressive/model3").err())
        .isEqualTo("runner: --max-seeds only goes with --until decided.\n");
    assertThat(cli.run("report", "nowhere", "--anytime").err())
        .startsWith("runner: --anytime needs --margin");
  }
}
