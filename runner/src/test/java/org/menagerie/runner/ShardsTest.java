package org.menagerie.runner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

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
import org.menagerie.training.sweep.ShardFile;

/** {@code runner compare} for several machines, and the report that puts shards together. */
class ShardsTest {
  private static final String CUT =
      "of the work \\(by multiply-accumulates and epochs; cut [0-9a-f]{8}\\)";

  @TempDir private Path home;

  private Cli cli;
  private Path runs;

  /** Two models with three seeds each. */
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
        RunFolder folder = RunFolder.forRun(runs, spec);
        folder.writeSpec(spec);
        folder.writeResult(SampleResult.of(spec, 970 + seed));
      }
    }
  }

  @Test
  void trainsItsPartOfThePlan() {
    Result first = shard("1/3", "--dry-run");
    Result second = shard("2/3", "--dry-run");

    assertThat(first.exitCode()).as("%s", first).isZero();
    assertThat(first.out())
        .containsPattern("^Shard 1/3 of plan [0-9a-f]{8}: 2 of 6 runs, 3[0-9.]+ % " + CUT + "\n");
    assertThat(first.out()).contains("\nTraining 2 runs with seed");
    assertThat(cutOf(first)).isEqualTo(cutOf(second));
    assertThat(planOf(first)).isEqualTo(planOf(second));
    assertThat(runs).isDirectoryNotContaining("glob:**/sweep-*");
  }

  @Test
  void cutsAlikeWhateverIsFinishedAlready() throws IOException {
    String before = shard("1/3", "--dry-run").out();
    delete(runFolders().get(0));
    delete(runFolders().get(0));
    String after = shard("1/3", "--dry-run").out();

    assertThat(after.lines().findFirst()).isEqualTo(before.lines().findFirst());
  }

  @Test
  void cutsByTimesWhereTheyAreNamed() {
    Path here = home.resolve("here");
    String[] byTimes = {"--dry-run", "--shard-times=" + runs, "--out=" + here};

    assertThat(shard("1/2", byTimes).out())
        .containsPattern(
            "3 of 6 runs, 50\\.0 % of the\\s+work\\s+\\(by the times of the runs in \\Q"
                + runs.getParent());
  }

  @Test
  void hasNothingToDoWhereShardsOutnumberRuns() {
    Path idle = home.resolve("idle");
    Result result = shard("7/7", "--out=" + idle);

    assertThat(result.exitCode()).as("%s", result).isZero();
    assertThat(result.out())
        .matches("Shard 7/7 of plan [0-9a-f]{8}: 0 of 6 runs, nothing " + CUT + "\n");
    for (int k = 1; k <= 6; k++) {
      assertThat(shard(k + "/7").exitCode()).isZero();
    }
    Result report = cli.run("report", runs.toString(), idle.toString());
    assertThat(report.exitCode()).isZero();
    assertThat(report.err()).endsWith(" is complete: all its 6 runs, of 7 shards.\n");
  }

  @Test
  void reportsThatAPlanIsComplete() {
    trainAllThree();

    Result report = report();

    assertThat(report.exitCode()).isZero();
    assertThat(report.err())
        .matches("Plan [0-9a-f]{8} is complete: all its 6 runs, of 3 shards\\.\n");
    assertThat(report.out()).doesNotContain("missing here");
  }

  @Test
  void findsTheRunsOfAnyNumberOfThreads() {
    for (int k = 1; k <= 3; k++) {
      assertThat(shard(k + "/3", "--threads=2").exitCode()).isZero();
    }

    assertThat(report().err()).endsWith(" is complete: all its 6 runs, of 3 shards.\n");
  }

  @Test
  void saysWhatIsMissingAndOfWhichShard() throws IOException {
    shard("1/3");
    shard("2/3");
    ShardFile plan = ShardFile.in(runs).get(0);
    for (int k : List.of(2, 3)) {
      String run = plan.runs().stream().filter(r -> r.shard() == k).findFirst().orElseThrow().run();
      delete(runs.resolve(run));
    }

    Result report = report();

    String sentence =
        "Of the 6 runs of plan %s 2 are missing here: 1 of shard 2/3, 1 of shard 3/3 (not among these folders)."
            .formatted(plan.plan().substring(0, 8));
    assertThat(report.exitCode()).isZero();
    assertThat(report.err()).isEqualTo(sentence + "\n");
    assertThat(report("--format=markdown").out()).contains("\n- " + sentence + "\n");
  }

  @Test
  void saysWhatWasTrainedTwice() throws IOException {
    trainAllThree();
    Path again = home.resolve("again");
    Path run = runFolders().get(0);
    copy(run, again.resolve(run.getFileName()));

    Result report = report(again.toString());

    assertThat(report.err())
        .endsWith(
            " 1 is here more than once, and each counts once: %s and %s.\n"
                .formatted(again.resolve(run.getFileName()), run));
    assertThat(report("--format=json").out()).doesNotContain("more than once");
    assertThat(report(again.toString(), "--format=json").out())
        .contains("more than once", "\"repeats_left_out\" : 1");
  }

  @Test
  void saysThatShardsWereNotCutAlike() {
    trainAllThree();
    Path elsewhere = home.resolve("elsewhere");
    shard("9/9", "--out=" + elsewhere);

    assertThat(report(elsewhere.toString()).err())
        .contains(
            " is here in shards of different cuts (1/3, 2/3, 3/3, 9/9), which do not add up; none of"
                + " its 6 runs is missing. Give all shards the same N in --shard K/N")
        .doesNotContain(" is complete");
    assertThat(report().err()).doesNotContain("different cuts");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--shard=4/3 | There is no shard 4/3: shards are counted from 1 to their number, as in 1/3.",
        "--shard=0/3 | There is no shard 0/3: shards are counted from 1 to their number, as in 1/3.",
        "--shard=three | A shard must be a number and how many there are, as in 3/20, not \"three\".",
        "--shard-times=. | --shard-times only goes with --shard.",
        "--cluster-home=. | --cluster-home only goes with --cluster.",
        "--checkpoints=hdfs://host/kept | --checkpoints only goes with --cluster; on this machine, each run"
            + " keeps its checkpoints in its folder.",
        "--cluster=local --checkpoints=kept | --checkpoints must be the URI of a folder that all machines"
            + " of the cluster reach, such as hdfs://host/checkpoints or file:///mnt/shared, not \"kept\".",
        "--cluster=ray://host | There is no kind of cluster that takes the address \"ray://host\"; addresses are"
            + " such as spark://host:7077, local[*], local-cluster[2,1,1024], yarn, k8s://https://host:6443.",
        "--shard=1/2 --shard-times=RUNS | --shard-times must be another folder than --out: with every"
            + " run that finishes there, the shards would be others.",
        "--shard=1/2 --shard-times=nowhere | There is no folder nowhere; name one that holds runs with"
            + " --shard-times."
      })
  void refusesWhatMakesNoSense(String options, String sentence) {
    Result result = compare(options.replace("RUNS", runs.toString()).split(" "));

    assertThat(result).isEqualTo(new Result(2, "", "runner: " + sentence + "\n"));
  }

  @Test
  void takesNoAddressForAFolderOfThisMachine() {
    Result result = compare("--out=s3a://bucket/runs");

    assertThat(result.exitCode()).isEqualTo(2);
    assertThat(result.err())
        .startsWith(
            "runner: Invalid value for option '--out': 's3a://bucket/runs' is an address, and only"
                + " report reads runs from there; name a file or folder of this machine\n");
  }

  @Test
  void saysWhatItTakesToReadOtherFileSystems() {
    assumeTrue(System.getenv("SPARK_HOME") == null, "Spark is installed");
    Result result = cli.run("report", "s3a://bucket/runs");

    assertThat(result.exitCode()).isEqualTo(2);
    assertThat(result.err())
        .startsWith("runner: There is no Apache Spark 4 in ")
        .contains("dependency:copy-dependencies")
        .endsWith("and name its folder in SPARK_HOME, to read s3a://bucket/runs.\n");
  }

  private void trainAllThree() {
    for (int k = 1; k <= 3; k++) {
      assertThat(shard(k + "/3").exitCode()).isZero();
    }
  }

  private Result shard(String shard, String... more) {
    return compare(
        Stream.concat(Stream.of("--shard=" + shard), Stream.of(more)).toArray(String[]::new));
  }

  private Result compare(String... more) {
    List<String> command =
        new ArrayList<>(
            List.of(
                "compare",
                "--zoo=progressive",
                "--model=model2,model3",
                "--seeds=3",
                "--dataset=digits",
                "--pool-builds"));
    if (Stream.of(more).noneMatch(option -> option.startsWith("--out"))) {
      command.add("--out=" + runs);
    }
    command.addAll(List.of(more));
    return cli.run(command.toArray(String[]::new));
  }

  private Result report(String... more) {
    List<String> command = new ArrayList<>(List.of("report", runs.toString()));
    command.addAll(List.of(more));
    return cli.run(command.toArray(String[]::new));
  }

  private static String planOf(Result result) {
    return result.out().replaceAll("(?s).* of plan (\\w+):.*", "$1");
  }

  private static String cutOf(Result result) {
    return result.out().replaceAll("(?s).*; cut (\\w+)\\).*", "$1");
  }

  private List<Path> runFolders() throws IOException {
    try (Stream<Path> folders = Files.list(runs)) {
      return folders
          .filter(folder -> Files.exists(folder.resolve("result.json")))
          .sorted()
          .toList();
    }
  }

  private static void delete(Path folder) throws IOException {
    for (Path file : files(folder)) {
      Files.delete(file);
    }
    Files.delete(folder);
  }

  private static void copy(Path from, Path to) throws IOException {
    Files.createDirectories(to);
    for (Path file : files(from)) {
      Files.copy(file, to.resolve(file.getFileName()));
    }
  }

  private static List<Path> files(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.toList();
    }
  }
}
