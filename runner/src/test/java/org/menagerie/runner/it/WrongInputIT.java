package org.menagerie.runner.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.menagerie.data.idx.IdxPart;
import org.menagerie.training.run.RunFolder;

/** What only the training process finds out is said as plainly as what the front end does. */
final class WrongInputIT {
  @TempDir private Path folder;

  private User user;
  private Path images;

  @BeforeEach
  void prepare() throws IOException {
    user = new User(folder);
    images = SmallDataset.write(folder.resolve("images"));
  }

  @Test
  void namesTheFileThatIsCutOffAndTrainsOnceItIsWhole() throws IOException, InterruptedException {
    Path file = images.resolve(IdxPart.TRAIN_IMAGES.fileName());
    byte[] whole = Files.readAllBytes(file);
    Files.write(file, Arrays.copyOf(whole, whole.length / 2));

    Outcome failed = user.runs(training());

    assertThat(failed.exitCode()).isEqualTo(1);
    assertThat(failed.sentence()).startsWith("runner: " + file + " is cut off: expected ");
    assertThat(failed.out()).doesNotContain("Epoch 1", "Exception", "\tat ");

    Files.write(file, whole);
    assertThat(user.runs(training()).succeeded().out()).contains("Epoch 1/1");
    assertThat(user.runFolders()).hasSize(1);
  }

  /** MXNet's losses stay numbers; what gives it away are its weights. */
  @SuppressWarnings("UnusedVariable") // It is, by its name.
  private static final List<String> DIVERGING =
      Boolean.getBoolean("menagerie.nightly")
          ? List.of("vector", "pytorch", "mxnet")
          : List.of("vector", "mxnet");

  @ParameterizedTest
  @FieldSource("DIVERGING")
  void saysThatTrainingDiverged(String engine) throws IOException, InterruptedException {
    Outcome failed = user.runs(training("--engine", engine, "--threads", "1", "--lr", "1e10"));

    assertThat(failed.exitCode()).isEqualTo(1);
    assertThat(failed.sentence()).contains("progressive/model3 diverged", "epoch 1", "--lr");
    assertThat(failed.out()).doesNotContain("Epoch 1", "Exception", "\tat ");
    assertThat(user.runFolders().get(0).isFinished()).isFalse();
  }

  /** Before its first epoch nothing shows that a folder is worth keeping but its lock. */
  @Test
  void leavesARunAloneThatAnotherCommandIsTraining() throws IOException, InterruptedException {
    String[] command = {"--model", "pipeline/simple", "--dataset", "digits", "--epochs", "1"};
    RunningCommand first = user.starts(command);
    first.awaitOutput("Training pipeline/simple ");
    Outcome second = user.runs(command);

    assertThat(second.exitCode()).isEqualTo(1);
    assertThat(second.sentence()).contains("Another process is training this very run in ");
    first.await().succeeded();
    assertThat(user.runFolders()).hasSize(1).allMatch(RunFolder::isFinished);
  }

  private String[] training(String... more) {
    String[] training = {
      "--zoo", "progressive", "--model", "model3", "--dataset", images.toString(), "--epochs", "1"
    };
    String[] command = Arrays.copyOf(training, training.length + more.length);
    System.arraycopy(more, 0, command, training.length, more.length);
    return command;
  }
}
