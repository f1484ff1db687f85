package org.menagerie.runner.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.menagerie.training.checkpoint.Checkpoint;
import org.menagerie.training.run.EpochMetrics;
import org.menagerie.training.run.RunFolder;

/** Trainings that are stopped half-way: nothing is lost, nothing is left running. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "there are no signals to send")
final class InterruptionIT {
  private static final int EPOCHS = 5;
  private static final int SIGINT = 2;

  @TempDir private static Path shared;

  @TempDir private Path folder;

  private static Path images;
  private static RunFolder undisturbed;

  @BeforeAll
  static void trainUndisturbed() throws IOException, InterruptedException {
    images = SmallDataset.writeMore(shared.resolve("images"));
    User user = new User(shared);
    user.runs(training()).succeeded();
    undisturbed = user.runFolders().get(0);
  }

  private static String[] training() {
    return new String[] {
      "--zoo",
      "progressive",
      "--model",
      "model3",
      "--engine",
      "pytorch", // Slow enough that a signal comes in the midst of it.
      "--dataset",
      images.toString(),
      "--epochs",
      Integer.toString(EPOCHS),
      "--threads",
      "1"
    };
  }

  /** Ctrl-C, and the end that nobody is told of. */
  @ParameterizedTest
  @CsvSource({"INT, 130", "KILL, 137"})
  void goesOnAsIfNothingHadHappened(String signal, int exitCode) throws Exception {
    assumeFalse(
        signal.equals("INT") && ignoresInterrupts(),
        "this build was started in the background, where Ctrl-C is ignored");
    User user = new User(folder);
    RunningCommand command = user.starts(training());
    command.awaitOutput("Epoch 1/5");
    List<ProcessHandle> workers = command.process().descendants().toList();
    send(signal, command.process());
    Outcome interrupted = command.await();

    assertThat(interrupted.exitCode()).as("%s", interrupted).isEqualTo(exitCode);
    assertThat(interrupted.err()).doesNotContain("Exception", "\tat ");
    assertThat(workers).hasSize(1);
    workers.get(0).onExit().get(10, TimeUnit.SECONDS);

    RunFolder run = user.runFolders().get(0);
    assertThat(run.isFinished()).isFalse();
    List<EpochMetrics> kept = run.readEvents();
    int done = Checkpoint.read(run.lastCheckpoint()).orElseThrow().epoch();
    assertThat(done).isBetween(1, EPOCHS - 1);
    // An epoch is on record before its checkpoint is.
    assertThat(kept.size() - done).isBetween(0, 1);

    Outcome resumed = user.runs(training()).succeeded();

    assertThat(resumed.out())
        .contains("Resuming after epoch " + done)
        .doesNotContain("Epoch %d/5".formatted(done))
        .contains("Epoch 5/5");
    assertThat(user.runFolders()).containsExactly(run);
    assertThat(run.readEvents()).startsWith(kept.subList(0, done).toArray(EpochMetrics[]::new));
    assertThat(Epochs.withoutTimes(run.readResult().history()))
        .isEqualTo(Epochs.withoutTimes(undisturbed.readResult().history()));
    assertThat(run.lastCheckpoint()).hasSameBinaryContentAs(undisturbed.lastCheckpoint());
  }

  /** Shells start background jobs so, and their children inherit it; only Linux tells. */
  static boolean ignoresInterrupts() throws IOException {
    Path status = Path.of("/proc/self/status");
    if (!Files.isReadable(status)) {
      return false;
    }
    return Files.readAllLines(status).stream()
        .filter(line -> line.startsWith("SigIgn:"))
        .mapToLong(line -> Long.parseUnsignedLong(line.substring(7).strip(), 16))
        .anyMatch(ignored -> (ignored & (1 << (SIGINT - 1))) != 0);
  }

  static void send(String signal, Process process) throws Exception {
    Process kill =
        new ProcessBuilder("kill", "-" + signal, Long.toString(process.pid())).inheritIO().start();
    assertThat(kill.waitFor()).isZero();
  }
}
