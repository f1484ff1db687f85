package org.menagerie.runner.it;

import static java.util.Comparator.comparingInt;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.menagerie.training.run.RunFolder;

/**
 * A sweep on Apache Spark, with executors in processes of their own. Spark comes from Maven's
 * repository, by the command that docs/clusters.md tells people to type.
 */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "its driver is started by a POSIX shell")
final class SparkIT {
  private static final String CLUSTER = "local-cluster[2,1,1024]";
  private static final String EXECUTOR = "CoarseGrainedExecutorBackend";
  private static final long LONGEST_END_SECONDS = 20;

  @TempDir private Path folder;

  private Path spark;
  private User user;
  private Path images;

  @BeforeEach
  void prepare() throws IOException, InterruptedException {
    spark = sparkHome();
    user = new User(folder);
    images = SmallDataset.writeMore(folder.resolve("images"));
  }

  /** Kept for the other tests and the next build. */
  private static Path sparkHome() throws IOException, InterruptedException {
    Path home = Files.createDirectories(Distribution.folder().resolveSibling("spark-home"));
    Path pom = home.resolve("pom.xml");
    if (!Files.exists(pom)) {
      Path made = home.resolve("new-pom.xml");
      Files.writeString(made, Files.readString(Distribution.folder().resolve("spark/pom.xml")));
      Process maven =
          new ProcessBuilder(
                  Path.of(System.getProperty("maven.home"), "bin", "mvn").toString(),
                  "-B",
                  "-q",
                  "-Dmaven.repo.local=" + System.getProperty("maven.repository"),
                  "-f",
                  made.toString(),
                  "dependency:copy-dependencies")
              .inheritIO()
              .start();
      assertThat(maven.waitFor()).isZero();
      Files.move(made, pom);
    }
    return home;
  }

  @Test
  void trainsWhatThisMachineTrainsBitForBit() throws IOException, InterruptedException {
    Outcome here = user.runs(sweep("here", "3", "1")).succeeded();
    Outcome there = user.runs(onSpark(sweep("there", "3", "1"))).succeeded();

    assertThat(there.out()).contains("  Epoch 1/1  loss ", "(3 of 3 runs)\n");
    assertThat(results(there)).isEqualTo(results(here));
    assertSameRuns("there", "here", 3);
    RunFolder run = runs("there").get(0);
    assertThat(run.readResult().provenance().engine().get("place"))
        .startsWith("Apache Spark 4.2.0 on ");
    assertThat(runs("here").get(0).readResult().provenance().engine()).doesNotContainKey("place");
    assertThat(run.curves()).exists();
    // Two executors for three runs: one of their processes has trained two.
    assertThat(runs("there")).filteredOn(SparkIT::beganInANewProcess).hasSize(2);
  }

  /** Its log then has what a JVM warns of at its start. */
  private static boolean beganInANewProcess(RunFolder run) {
    try {
      return Files.readString(run.log()).contains("incubator");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  @EnabledIfSystemProperty(named = "menagerie.nightly", matches = "true")
  void trainsTheSameOnAMasterWithTwoWorkers() throws IOException, InterruptedException {
    String[] models = {
      "compare",
      "--zoo",
      "progressive",
      "--dataset",
      images.toString(),
      "--seeds",
      "4",
      "--epochs",
      "1"
    };
    user.runs(with(models, "--out", "here", "--jobs", "2", "--fresh-workers")).succeeded();
    try (StandaloneSpark standalone = StandaloneSpark.start(spark, folder.resolve("work"), 2)) {
      user.runs(
              with(
                  models,
                  "--out",
                  "there",
                  "--jobs",
                  "2",
                  "--cluster",
                  standalone.address(),
                  "--cluster-home",
                  spark.toString()))
          .succeeded();
    }

    assertSameRuns("there", "here", 12);
    assertThat(runs("here")).allMatch(SparkIT::beganInANewProcess);
    assertThat(runs("there")).filteredOn(SparkIT::beganInANewProcess).hasSizeLessThan(12);
  }

  private static String[] with(String[] command, String... more) {
    return Stream.of(command, more).flatMap(Stream::of).toArray(String[]::new);
  }

  @Test
  @EnabledIfSystemProperty(named = "menagerie.nightly", matches = "true")
  void losesNoRunWithAnExecutor() throws IOException, InterruptedException {
    user.runs(sweep("here", "1", "3")).succeeded();
    RunningCommand command = user.starts(onSpark(sweep("there", "1", "3")));
    command.awaitOutput("Epoch 1/3");
    List<ProcessHandle> all = command.process().descendants().toList();
    ProcessHandle executor =
        all.stream()
            .filter(process -> isExecutor(process) && process.children().findAny().isPresent())
            .findFirst()
            .orElseThrow();
    List<ProcessHandle> workers = executor.children().toList();
    assertThat(executor.destroyForcibly()).isTrue();
    command.await().succeeded();

    assertSameRuns("there", "here", 1);
    assertThat(workers).hasSize(1);
    assertEnd(all);
  }

  @Test
  @EnabledIfSystemProperty(named = "menagerie.nightly", matches = "true")
  void resumesOnAnotherExecutorFromTheSharedCheckpoint() throws IOException, InterruptedException {
    Path shared = folder.resolve("shared");
    user.runs(longer("here")).succeeded();
    RunningCommand command = user.starts(sharing(shared, longer("there")));
    awaitCopy(shared, 3);
    command
        .process()
        .descendants()
        .filter(SparkIT::hasAWorker)
        .forEach(ProcessHandle::destroyForcibly);
    Outcome outcome = command.await().succeeded();

    assertSameRuns("there", "here", 1);
    assertThat(outcome.out()).contains("  resuming after epoch ");
    // The unfinished epoch, and those that ended in the second before.
    assertThat(outcome.out().lines().filter(line -> line.contains("/12  loss ")).count())
        .isBetween(12L, 14L);
    assertThat(shared).isEmptyDirectory();
  }

  @Test
  @EnabledIfSystemProperty(named = "menagerie.nightly", matches = "true")
  void resumesInAnotherFolderFromTheSharedCheckpoint() throws IOException, InterruptedException {
    Path shared = folder.resolve("shared");
    user.runs(longer("here")).succeeded();
    RunningCommand command = user.starts(sharing(shared, longer("lost")));
    awaitCopy(shared, 3);
    List<ProcessHandle> all = command.process().descendants().toList();
    command.process().destroyForcibly();
    assertEnd(all);
    Path newest = copies(shared).max(comparingInt(SparkIT::number)).orElseThrow();
    Path torn = newest.resolve("checkpoint-last.safetensors");
    // Hadoop's own checksum of a local file would hide it.
    Files.deleteIfExists(newest.resolve(".checkpoint-last.safetensors.crc"));
    Files.write(torn, Arrays.copyOf(Files.readAllBytes(torn), 1000));
    Outcome outcome = user.runs(sharing(shared, longer("there"))).succeeded();

    assertSameRuns("there", "here", 1);
    assertThat(outcome.out() + outcome.err())
        .contains("A shared checkpoint was passed over: it is damaged or of another run.")
        .contains("resuming after epoch " + (number(newest) - 1));
    assertThat(shared).isEmptyDirectory();
  }

  @Test
  @EnabledIfSystemProperty(named = "menagerie.nightly", matches = "true")
  void saysThatCheckpointsCannotBeKept() throws IOException, InterruptedException {
    Path file = Files.createFile(folder.resolve("file"));
    Outcome outcome = user.runs(sharing(file, longer("there")));

    assertThat(outcome.exitCode()).isEqualTo(2);
    assertThat(outcome.err()).contains("Spark cannot keep checkpoints in " + file.toUri());
  }

  /** Of epochs that take about as long as a copy. */
  private static String[] longer(String out) {
    return new String[] {
      "compare",
      "--model",
      "progressive/model3",
      "--dataset",
      "digits",
      "--seeds",
      "1",
      "--epochs",
      "12",
      "--jobs",
      "1",
      "--out",
      out
    };
  }

  private String[] sharing(Path shared, String[] sweep) {
    return with(onSpark(sweep), "--checkpoints", shared.toUri().toString());
  }

  private static boolean hasAWorker(ProcessHandle process) {
    return isExecutor(process) && process.children().findAny().isPresent();
  }

  private static void awaitCopy(Path shared, int number) throws IOException, InterruptedException {
    long deadline = System.nanoTime() + TimeUnit.MINUTES.toNanos(5);
    while (copies(shared).noneMatch(copy -> number(copy) >= number)) {
      assertThat(System.nanoTime()).isLessThan(deadline);
      Thread.sleep(100);
    }
  }

  private static Stream<Path> copies(Path shared) throws IOException {
    try (Stream<Path> found = Files.walk(shared, 2)) {
      return found.filter(path -> number(path) > 0).toList().stream();
    } catch (NoSuchFileException | UncheckedIOException e) {
      // Not made yet, or just renamed.
      return Stream.of();
    }
  }

  private static int number(Path copy) {
    String name = copy.getFileName().toString();
    return name.matches("[0-9]+") ? Integer.parseInt(name) : 0;
  }

  @Test
  @EnabledIfSystemProperty(named = "menagerie.nightly", matches = "true")
  void stopsAtTheCheckpointAndGoesOn() throws IOException, InterruptedException {
    assumeFalse(InterruptionIT.ignoresInterrupts(), "Ctrl-C is ignored here");
    // Many, since what is said to a worker elsewhere takes a second, and an epoch less.
    user.runs(sweep("here", "1", "30")).succeeded();
    RunningCommand command = user.starts(onSpark(sweep("there", "1", "30")));
    command.awaitOutput("Epoch  1/30");
    List<ProcessHandle> all = command.process().descendants().toList();
    interrupt(command);
    Outcome stopped = command.await();

    assertThat(stopped.exitCode()).as("%s", stopped).isEqualTo(130);
    assertThat(stopped.err()).contains("Stopped with 0 of 1 runs finished, 1 begun");
    assertEnd(all);
    assertThat(runs("there").get(0).lastCheckpoint()).exists();

    Outcome resumed = user.runs(onSpark(sweep("there", "1", "30"))).succeeded();
    assertThat(resumed.out()).contains("  resuming after epoch ").doesNotContain("Epoch  1/30");
    assertSameRuns("there", "here", 1);
  }

  @Test
  @EnabledIfSystemProperty(named = "menagerie.nightly", matches = "true")
  void endsAllAtTheSecondCtrlC() throws IOException, InterruptedException {
    assumeFalse(InterruptionIT.ignoresInterrupts(), "Ctrl-C is ignored here");
    RunningCommand command = user.starts(onSpark(sweep("there", "1", "50")));
    command.awaitOutput("Epoch  1/50");
    List<ProcessHandle> all = command.process().descendants().toList();
    interrupt(command);
    interrupt(command);

    assertThat(command.await().exitCode()).isEqualTo(130);
    assertEnd(all);
  }

  @Test
  @EnabledIfSystemProperty(named = "menagerie.nightly", matches = "true")
  void leavesNothingBehindWhereTheCommandIsKilled() throws IOException, InterruptedException {
    RunningCommand command = user.starts(onSpark(sweep("there", "1", "50")));
    command.awaitOutput("Epoch  1/50");
    List<ProcessHandle> all = command.process().descendants().toList();
    command.process().destroyForcibly();

    assertEnd(all);
    assertThat(user.runs(onSpark(sweep("there", "1", "1"))).exitCode()).isZero();
  }

  private static void interrupt(RunningCommand command) throws IOException, InterruptedException {
    new ProcessBuilder("kill", "-INT", Long.toString(command.process().pid())).start().waitFor();
  }

  private static boolean isExecutor(ProcessHandle process) {
    return process.info().commandLine().orElse("").contains(EXECUTOR);
  }

  private static void assertEnd(List<ProcessHandle> processes) throws InterruptedException {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(LONGEST_END_SECONDS);
    while (processes.stream().anyMatch(ProcessHandle::isAlive) && System.nanoTime() < deadline) {
      Thread.sleep(100);
    }
    assertThat(processes).noneMatch(ProcessHandle::isAlive);
  }

  private String[] sweep(String out, String seeds, String epochs) {
    return new String[] {
      "compare",
      "--model",
      "progressive/model3",
      "--dataset",
      images.toString(),
      "--seeds",
      seeds,
      "--epochs",
      epochs,
      "--jobs",
      "2",
      "--out",
      out
    };
  }

  private String[] onSpark(String[] sweep) {
    return with(sweep, "--cluster", CLUSTER, "--cluster-home", spark.toString());
  }

  /** The comparison that a sweep ends with, but for the name of its folder. */
  private static String results(Outcome sweep) {
    String out = sweep.out();
    return out.substring(out.indexOf("\nAll rows: "), out.indexOf("\nThis comparison"));
  }

  private List<RunFolder> runs(String out) throws IOException {
    try (var folders = Files.list(user.workingDirectory().resolve(out))) {
      return folders
          .map(RunFolder::new)
          .filter(run -> Files.exists(run.specFile()))
          .sorted((a, b) -> a.path().compareTo(b.path()))
          .toList();
    }
  }

  private void assertSameRuns(String out, String other, int number) throws IOException {
    List<RunFolder> runs = runs(out);
    List<RunFolder> others = runs(other);
    assertThat(runs).hasSize(number);
    assertThat(others).hasSize(number);
    for (int i = 0; i < number; i++) {
      RunFolder run = runs.get(i);
      RunFolder same = others.get(i);
      assertThat(run.path().getFileName()).isEqualTo(same.path().getFileName());
      assertThat(Epochs.withoutTimes(run.readResult().history()))
          .isEqualTo(Epochs.withoutTimes(same.readResult().history()));
      assertThat(run.lastCheckpoint()).hasSameBinaryContentAs(same.lastCheckpoint());
    }
  }
}
