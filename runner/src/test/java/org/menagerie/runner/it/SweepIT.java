package org.menagerie.runner.it;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.junit.jupiter.api.Assumptions.assumeFalse;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.menagerie.plugins.PluginJar;
import org.menagerie.plugins.ServiceSource;
import org.menagerie.training.checkpoint.Checkpoint;
import org.menagerie.training.run.RunFolder;
import org.menagerie.training.run.RunSpec;

/** Many trainings by one command: each once, whatever happens to them. */
final class SweepIT {
  private static final Path SCRIPT = Path.of("/usr/bin/script");
  private static final String CTRL_C = "\u0003";
  private static final String OUT_OF_MEMORY =
      "The training process ran out of memory for Java objects (give it more, as in"
          + " JDK_JAVA_OPTIONS=-Xmx4g); the end of ";

  @TempDir private Path folder;

  private User user;
  private Path images;

  @BeforeEach
  void prepare() throws IOException {
    user = new User(folder);
    images = SmallDataset.writeMore(folder.resolve("images"));
  }

  @Test
  void trainsEachRunOnceAndComparesThem() throws IOException, InterruptedException {
    String[] sweep =
        sweep(
            "--model", "progressive/model3,mnistnet/mnistnet3",
            "--seeds", "2",
            "--jobs", "2",
            "--epochs", "1",
            "--set", "batch_size=100");
    Outcome first = user.runs(sweep).succeeded();

    List<RunFolder> runs = user.runFolders();
    assertThat(runs).hasSize(4).allMatch(RunFolder::isFinished);
    assertThat(runs).allMatch(run -> Files.exists(run.curves()));
    assertThat(runs)
        .extracting(RunFolder::readSpec)
        .extracting(RunSpec::modelId, RunSpec::seed, RunSpec::threads)
        .containsExactly(
            tuple("mnistnet/mnistnet3", 1L, 1),
            tuple("mnistnet/mnistnet3", 2L, 1),
            tuple("progressive/model3", 1L, 1),
            tuple("progressive/model3", 2L, 1));
    assertThat(first.out())
        .startsWith("Training 4 runs with seeds 1, 2; 2 at a time, 1 thread each\n")
        .contains("  Epoch 1/1  loss ")
        .contains("(4 of 4 runs)\n")
        .containsPattern("\nprogressive/model3 +mnistnet/mnistnet3 +2 +[−+]?\\d")
        .contains("p (Holm): corrected for the 1 pair of this table with enough seeds for a test;");
    String comparison = first.out().substring(first.out().indexOf("\nAll rows: engine vector") + 1);
    assertThat(saved("comparison.txt")).isNotEmpty().isSubstringOf(comparison);
    assertThat(saved("report.html")).contains("<html", "progressive/model3", "mnistnet/mnistnet3");
    assertThat(saved("report.md")).contains("progressive/model3", "mnistnet/mnistnet3");

    Outcome second = user.runs(sweep).succeeded();

    assertThat(second.out())
        .contains("\nAll runs are finished.\n")
        .doesNotContain("Epoch")
        .endsWith(comparison);
    assertThat(second.err()).doesNotContain("made by another", "on other data");
    assertThat(user.runFolders()).isEqualTo(runs);
    assertHasTheBitsOfAProcessOfItsOwn(runs.get(3));
  }

  /** Models of different layers, in one process and in one each. */
  @Test
  @EnabledIfSystemProperty(named = "menagerie.nightly", matches = "true")
  void trainsAnyModelsTheSameInOneProcess() throws IOException, InterruptedException {
    SmallDataset.write(images);
    List<String> sweep =
        List.of(
            "compare",
            "--dataset",
            images.toString(),
            "--model",
            "progressive/model3,mnistnet/mnistnet2,model4/model4,model5/model5,pipeline/simple,"
                + "classics/lenet5,classics/norms-group,classics/norms-layer,classics/separable-se",
            "--seeds",
            "1",
            "--jobs",
            "1",
            "--epochs",
            "1");
    List<String> freshly = new ArrayList<>(sweep);
    freshly.add("--fresh-workers");
    User other = new User(folder.resolve("fresh"));
    user.runs(sweep.toArray(String[]::new)).succeeded();
    other.runs(freshly.toArray(String[]::new)).succeeded();

    List<RunFolder> warm = user.runFolders();
    List<RunFolder> fresh = other.runFolders();
    assertThat(warm).filteredOn(SweepIT::beganInANewProcess).hasSize(1);
    assertThat(fresh).hasSameSizeAs(warm).allMatch(SweepIT::beganInANewProcess);
    for (int i = 0; i < fresh.size(); i++) {
      assertSame(warm.get(i), fresh.get(i));
    }
  }

  /** Its log then has what a JVM warns of at its start. */
  private static boolean beganInANewProcess(RunFolder run) {
    try {
      return Files.readString(run.log()).contains("incubator");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Of a run whose process had trained another one before. */
  private void assertHasTheBitsOfAProcessOfItsOwn(RunFolder run)
      throws IOException, InterruptedException {
    assertThat(beganInANewProcess(run)).isFalse();
    User other = new User(folder.resolve("alone"));
    other
        .runs(
            "--model", run.readSpec().modelId(),
            "--dataset", images.toString(),
            "--seed", "2",
            "--epochs", "1",
            "--threads", "1",
            "--set", "batch_size=100")
        .succeeded();
    RunFolder alone = other.runFolders().get(0);
    assertThat(beganInANewProcess(alone)).isTrue();
    assertSame(run, alone);
  }

  @Test
  @DisabledOnOs(value = OS.WINDOWS, disabledReason = "there are no signals to send")
  void goesOnWithARunWhoseProcessWasKilled() throws IOException, InterruptedException {
    RunFolder undisturbed = trainUndisturbed();
    RunningCommand command = user.starts(oneRun());
    command.awaitOutput("Epoch 1/3");
    List<ProcessHandle> workers = command.process().descendants().toList();
    assertThat(workers).hasSize(1);
    workers.get(0).destroyForcibly();
    Outcome outcome = command.await().succeeded();

    RunFolder run = user.runFolders().get(0);
    assertThat(outcome.out())
        .contains(run.path().getFileName() + "  trying again: The training process ended with exit")
        .contains("  resuming after epoch ");
    assertSame(run, undisturbed);
  }

  @Test
  @EnabledOnOs(value = OS.LINUX, disabledReason = "elsewhere a JVM may take the signal otherwise")
  void keepsTheCrashReportOfAWorkerInTheFolderOfItsRun() throws IOException, InterruptedException {
    RunningCommand command = user.starts(oneRun());
    command.awaitOutput("Epoch 1/3");
    ProcessHandle worker = command.process().descendants().findFirst().orElseThrow();
    new ProcessBuilder("kill", "-SEGV", Long.toString(worker.pid())).start().waitFor();
    Outcome outcome = command.await().succeeded();

    Path run = user.runFolders().get(0).path();
    Path report = run.resolve("hs_err_pid" + worker.pid() + ".log");
    assertThat(report).content().contains("SIGSEGV");
    assertThat(outcome.out())
        .contains(
            "  trying again: The training process crashed in a native library, most likely (its"
                + " JVM's report: runs/%s/%s); the end of "
                    .formatted(run.getFileName(), report.getFileName()));
    assertThat(user.workingDirectory()).isDirectoryNotContaining("regex:.*(hs_err|core).*");
  }

  @Test
  void saysThatARunTookMoreMemoryThanThereIs() throws IOException, InterruptedException {
    Path plugins = Files.createDirectory(folder.resolve("plugins"));
    ServiceSource.augmentation(
            "p.Hungry",
            "hungry",
            "var eaten = new java.util.ArrayList<int[]>(); while (true) eaten.add(new int[100_000]);")
        .addTo(new PluginJar())
        .writeTo(plugins.resolve("hungry.jar"));
    user.with("JDK_JAVA_OPTIONS", "-Xmx200m");

    Outcome outcome =
        user.runs(
            sweep(
                "--model", "progressive/model3",
                "--seeds", "1",
                "--epochs", "1",
                "--retries", "1",
                "--plugins", plugins.toString(),
                "--set", "augmentation=hungry"));

    assertThat(outcome.exitCode()).as("%s", outcome).isEqualTo(1);
    String name = user.runFolders().get(0).path().getFileName().toString();
    assertThat(outcome.out())
        .containsOnlyOnce(name + "  trying again: " + OUT_OF_MEMORY)
        .containsOnlyOnce(name + "  failed: " + OUT_OF_MEMORY)
        .contains("\nFailed: 1 of 1 runs; the same command tries them again.\n")
        .contains(name + ": " + OUT_OF_MEMORY)
        .contains("\n  Terminating due to java.lang.OutOfMemoryError: Java heap space\n");
  }

  @Test
  void marksARunAsFailedAndGoesOnWithTheRest() throws IOException, InterruptedException {
    Outcome outcome =
        user.runs(
            sweep(
                "--model", "progressive/model3",
                "--engines", "pytorch",
                "--seeds", "2",
                "--jobs", "1",
                "--epochs", "1",
                "--lr", "1e30"));

    assertThat(outcome.exitCode()).as("%s", outcome).isEqualTo(1);
    assertThat(outcome.err()).isEmpty();
    assertThat(outcome.out())
        .contains("\nFailed: 2 of 2 runs; the same command tries them again.\n")
        .contains(": Training progressive/model3 diverged: ")
        .doesNotContain("trying again:", "Exception", "\tat ");
  }

  @Test
  @DisabledOnOs(value = OS.WINDOWS, disabledReason = "there are no signals to send")
  void comparesWhatIsFinishedWhenItIsStopped() throws IOException, InterruptedException {
    assumeFalse(InterruptionIT.ignoresInterrupts(), "Ctrl-C is ignored here");
    String[] sweep =
        sweep("--model", "progressive/model3", "--seeds", "3", "--epochs", "2", "--jobs", "1");
    RunningCommand command = user.starts(sweep);
    command.awaitOutput("(1 of 3 runs)");
    new ProcessBuilder("kill", "-INT", Long.toString(command.process().pid())).start().waitFor();
    Outcome stopped = command.await();

    assertThat(stopped.exitCode()).as("%s", stopped).isEqualTo(130);
    assertThat(stopped.err())
        .containsPattern(
            "Stopped with 1 of 3 runs finished(, 1 begun, 1|, 2) waiting, about \\d+ s left; the same"
                + " command resumes from there\\.\n");
    assertThat(stopped.out())
        .containsPattern(
            "\nThe comparison of what is finished \\(1 of 3 runs\\) is in runs/sweep-\\w+\n$");
    String missing =
        "Of the 3 runs of this sweep 2 are missing here: 2 not finished when it was stopped.";
    assertThat(saved("comparison.txt")).startsWith(missing + "\n\nAll rows: ");
    assertThat(saved("report.md")).contains("\n- " + missing + "\n");
    assertThat(saved("report.html")).contains(missing);

    user.runs(sweep).succeeded();

    assertThat(saved("report.html")).doesNotContain("missing here");
  }

  /** At a real terminal, where Ctrl-C reaches the workers as well. */
  @Test
  @EnabledOnOs(value = OS.LINUX, disabledReason = "elsewhere script(1) has other options")
  void letsTheEpochEndAtCtrlC() throws IOException, InterruptedException {
    assumeTrue(Files.isExecutable(SCRIPT), "there is no script(1) to make a terminal with");
    assumeFalse(InterruptionIT.ignoresInterrupts(), "Ctrl-C is ignored here");
    RunFolder undisturbed = trainUndisturbed();
    RunningCommand command =
        user.starts(List.of(SCRIPT.toString(), "-qec", quoted(oneRun()), "/dev/null"));
    command.awaitOutput("epoch 1/3");
    type(CTRL_C, command);
    Outcome stopped = command.await();

    assertThat(stopped.exitCode()).as("%s", stopped).isEqualTo(130);
    assertThat(stopped.out())
        .contains("Stopping when the running epochs are trained; Ctrl-C again stops at once.")
        .contains(
            "Stopped with 0 of 1 runs finished, 1 begun; the same command resumes from there.");
    RunFolder run = user.runFolders().get(0);
    assertThat(Checkpoint.read(run.lastCheckpoint()).orElseThrow().epoch()).isEqualTo(1);

    user.runs(oneRun()).succeeded();

    assertSame(run, undisturbed);
  }

  private static void type(String keys, RunningCommand command) throws IOException {
    OutputStream keyboard = command.process().getOutputStream();
    keyboard.write(keys.getBytes(UTF_8));
    keyboard.flush();
  }

  /** As a shell reads it. */
  private static String quoted(String... arguments) {
    List<String> words = new ArrayList<>(List.of(Distribution.script().toString()));
    words.addAll(List.of(arguments));
    return words.stream().map(word -> "'" + word + "'").reduce("exec", (a, b) -> a + " " + b);
  }

  private RunFolder trainUndisturbed() throws IOException, InterruptedException {
    User other = new User(folder.resolve("undisturbed"));
    other
        .runs(
            "--model", "progressive/model3",
            "--engine", "pytorch",
            "--dataset", images.toString(),
            "--epochs", "3",
            "--threads", "1")
        .succeeded();
    return other.runFolders().get(0);
  }

  /** On an engine so slow that a key is pressed in the midst of an epoch. */
  private String[] oneRun() {
    return sweep(
        "--model", "progressive/model3", "--engines", "pytorch", "--seeds", "1", "--epochs", "3");
  }

  private String[] sweep(String... arguments) {
    List<String> command = new ArrayList<>(List.of("compare", "--dataset", images.toString()));
    command.addAll(List.of(arguments));
    return command.toArray(String[]::new);
  }

  private static void assertSame(RunFolder run, RunFolder undisturbed) {
    assertThat(run.path().getFileName()).isEqualTo(undisturbed.path().getFileName());
    assertThat(Epochs.withoutTimes(run.readResult().history()))
        .isEqualTo(Epochs.withoutTimes(undisturbed.readResult().history()));
    assertThat(run.lastCheckpoint()).hasSameBinaryContentAs(undisturbed.lastCheckpoint());
  }

  /** What the sweep has left in its own folder. */
  private String saved(String name) throws IOException {
    try (Stream<Path> files = Files.walk(user.workingDirectory().resolve("runs"), 2)) {
      Optional<Path> file = files.filter(path -> path.endsWith(name)).findFirst();
      return Files.readString(file.orElseThrow());
    }
  }
}
