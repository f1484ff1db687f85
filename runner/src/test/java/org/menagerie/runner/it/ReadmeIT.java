package org.menagerie.runner.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Every command that README.md tells people to type works, one after the other in one folder. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "the commands are for a POSIX shell")
final class ReadmeIT {
  /** What a command contains that cannot be run here, and why it cannot. */
  private static final Map<String, String> SKIPPED =
      Map.of(
          "data fetch", "it downloads a data set",
          "data verify mnist", "it needs MNIST",
          "--dataset mnist", "it needs MNIST",
          "mvn -B verify", "it runs this very test");

  private static final String SHOWS_STORED_RESULTS = "bin/runner report results --by-engine";

  private static final Path README = Distribution.folder().resolve("README.md");

  @TempDir private Path folder;

  private ProjectFolder project;
  private Path images;

  @BeforeEach
  void prepare() throws IOException {
    project = new ProjectFolder(folder);
    images = SmallDataset.write(folder.resolve("images"));
  }

  @AfterEach
  void cleanUp() throws IOException {
    project.close();
  }

  @TestFactory
  Stream<DynamicTest> runsEveryCommand() throws IOException {
    List<String> commands = ReadmeCommands.of(README);

    // This one is typed as it stands but for the epochs: it needs no data and no choice.
    String first = commands.get(0);
    assertThat(first).startsWith("bin/runner --zoo ");
    assertThat(commands).contains(SHOWS_STORED_RESULTS);
    return commands.stream()
        .distinct()
        .map(
            command ->
                DynamicTest.dynamicTest(
                    command,
                    () ->
                        run(
                            command,
                            command.equals(first)
                                ? command
                                : ReadmeCommands.reading(images, command))));
  }

  private void run(String command, String changed) throws IOException, InterruptedException {
    SKIPPED.forEach(
        (part, reason) -> {
          if (command.contains(part)) {
            abort("not run, since " + reason);
          }
        });
    Outcome outcome = project.user().types(withoutItsTests(ReadmeCommands.shortened(changed)));
    assertThat(outcome.exitCode()).as("%s", outcome).isZero();
    if (command.equals(SHOWS_STORED_RESULTS)) {
      assertThat(README).content().contains(outcome.out());
    }
  }

  /** The tests of a new zoo are run by {@link NewZooIT}. */
  private static String withoutItsTests(String command) {
    return command.startsWith("mvn ") ? command + " -DskipTests" : command;
  }

  @Test
  void findsCommandsInConsoleBlocksOnly() {
    String markdown =
        """
        Type `$ bin/runner list`.

        ```console
        $ bin/runner list engines
        mxnet    Apache MXNet
        $ MENAGERIE_DATA=data-sets bin/runner \\
            data verify
        ```

        ```java
        $ bin/runner describe
        ```
        """;

    assertThat(ReadmeCommands.of(markdown))
        .containsExactly(
            "bin/runner list engines", "MENAGERIE_DATA=data-sets bin/runner data verify");
  }

  @Test
  void shortensLongTrainingsOnly() {
    assertThat(ReadmeCommands.shortened("bin/runner --zoo progressive --model model2 | tail -1"))
        .isEqualTo("bin/runner --epochs 1 --zoo progressive --model model2 | tail -1");
    assertThat(ReadmeCommands.shortened("bin/runner --model model4/model4 --epochs 15 --seed 2"))
        .isEqualTo("bin/runner --epochs 1 --model model4/model4 --seed 2");
    assertThat(ReadmeCommands.shortened("bin/runner train --model model4/model4"))
        .isEqualTo("bin/runner train --epochs 1 --model model4/model4");
    assertThat(ReadmeCommands.shortened("bin/runner --model model4/model4 --epochs 2"))
        .isEqualTo("bin/runner --model model4/model4 --epochs 2");
    assertThat(
            ReadmeCommands.shortened("bin/runner compare --zoo a,b --seeds 5 --epochs 2 --jobs 2"))
        .isEqualTo("bin/runner compare --epochs 1 --zoo a,b --seeds 1 --jobs 2");
    assertThat(ReadmeCommands.shortened("bin/runner compare --zoo a --seeds 5 --dry-run"))
        .isEqualTo("bin/runner compare --zoo a --seeds 5 --dry-run");
    assertThat(ReadmeCommands.shortened("bin/runner compare --parity --model a/b"))
        .isEqualTo("bin/runner compare --parity --model a/b");
    assertThat(ReadmeCommands.shortened("bin/runner describe --model model4/model4"))
        .isEqualTo("bin/runner describe --model model4/model4");
  }

  @Test
  void tellsTrainingsFromOtherCommands() {
    assertThat(
            List.of(
                "bin/runner --zoo a --model b",
                "bin/runner train --model a/b",
                "bin/runner compare --model a/b,c/d --seeds 2"))
        .allMatch(ReadmeCommands::trains);
    assertThat(
            List.of(
                "bin/runner describe --model a/b",
                "bin/runner compare --parity --model a/b",
                "bin/runner compare --zoo a --dry-run",
                "bin/runner list"))
        .noneMatch(ReadmeCommands::trains);
  }

  @Test
  void replacesTheBuiltInDigitsOnly() {
    Path few = Path.of("few");
    assertThat(ReadmeCommands.reading(few, "bin/runner --model a/b --dataset digits --seed 2"))
        .isEqualTo("bin/runner --dataset 'few' --model a/b --seed 2");
    assertThat(ReadmeCommands.reading(few, "bin/runner compare --zoo a --engines b"))
        .isEqualTo("bin/runner compare --dataset 'few' --zoo a --engines b");
    assertThat(ReadmeCommands.reading(few, "bin/runner --model a/b --dataset bars"))
        .isEqualTo("bin/runner --model a/b --dataset bars");
    assertThat(ReadmeCommands.reading(few, "bin/runner describe --model a/b"))
        .isEqualTo("bin/runner describe --model a/b");
  }
}
