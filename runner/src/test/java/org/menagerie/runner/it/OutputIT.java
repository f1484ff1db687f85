package org.menagerie.runner.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Results that cannot be written are a failure, whatever the command. */
@EnabledOnOs(OS.LINUX)
final class OutputIT {
  @TempDir private Path folder;

  private User user;

  @BeforeEach
  void prepare() throws IOException {
    user = new User(folder);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "list",
        "list plugins --json",
        "describe --model progressive/model2",
        "data list",
        "completion",
        "compare --model progressive/model2 --dry-run",
        "--help",
        "list --help",
        "--version"
      })
  void saysThatADiskIsFull(String command) throws IOException, InterruptedException {
    Outcome full = user.types(script() + " " + command + " > /dev/full");

    assertThat(full.exitCode()).isEqualTo(1);
    assertThat(full.sentence())
        .isEqualTo(
            "runner: The standard output could not be written (No space left on device); make room"
                + " for it, or send it elsewhere.");
  }

  @ParameterizedTest
  @ValueSource(strings = {"list", "completion", "--help"})
  void saysNothingOfAReaderThatHasSeenEnough(String command)
      throws IOException, InterruptedException {
    Outcome cut =
        user.types(
            "{ sleep 0.2; %s %s; echo $? > code; } | true; cat code".formatted(script(), command));

    assertThat(cut.out().strip()).isEqualTo("1");
    assertThat(cut.err()).isEmpty();
  }

  /** A device and a pipe stay what they are, and a link still leads to the file. */
  @Test
  void writesToWhatOutputNames() throws IOException, InterruptedException {
    user.runs("--model", "progressive/model3", "--dataset", small().toString(), "--epochs", "1")
        .succeeded();
    Outcome written =
        user.types(
            ("R='%s report --format csv --output'; mkfifo pipe; cat pipe > read & $R pipe && wait;"
                    + " echo old > file; ln -s file link; $R link; $R /dev/stdout | cat;"
                    + " test -p pipe && test -L link && cmp read file && echo same; $R /dev/full;"
                    + " echo $?; test -c /dev/full && echo device")
                .formatted(script()));

    assertThat(written.out()).contains("progressive/model3,vector").endsWith("same\n1\ndevice\n");
    assertThat(written.err())
        .contains("runner: Cannot write /dev/full (No space left on device); make room");
  }

  private Path small() throws IOException {
    return SmallDataset.write(folder.resolve("images"));
  }

  private static String script() {
    return Distribution.script().toString();
  }
}
