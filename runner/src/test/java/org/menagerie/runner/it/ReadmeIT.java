package org.menagerie.runner.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;

import java.io.IOException;
import java.nio.file.Files;
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

  @TempDir private Path folder;

  private ProjectFolder project;

  @BeforeEach
  void prepare() throws IOException {
    project = new ProjectFolder(folder);
  }

  @AfterEach
  void cleanUp() throws IOException {
    project.close();
  }

  @TestFactory
  Stream<DynamicTest> runsEveryCommand() throws IOException {
    List<String> commands = ReadmeCommands.of(Distribution.folder().resolve("README.md"));

    assertThat(commands).anyMatch(command -> command.startsWith("bin/runner --zoo "));
    return commands.stream()
        .distinct()
        .map(command -> DynamicTest.dynamicTest(command, () -> run(command)));
  }

  private void run(String command) throws IOException, InterruptedException {
    SKIPPED.forEach(
        (part, reason) -> {
          if (command.contains(part)) {
            abort("not run, since " + reason);
          }
        });
    Outcome outcome = project.user().types(ReadmeCommands.shortened(command));
    assertThat(outcome.exitCode()).as("%s", outcome).isZero();
  }

  @Test
  void showsTheTableThatTheStoredResultsGive() throws IOException, InterruptedException {
    Outcome report = project.user().types("bin/runner report results --by-engine").succeeded();

    assertThat(Files.readString(Distribution.folder().resolve("README.md"))).contains(report.out());
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
    assertThat(ReadmeCommands.shortened("bin/runner --model model4/model4 --epochs 2"))
        .isEqualTo("bin/runner --model model4/model4 --epochs 2");
    assertThat(
            ReadmeCommands.shortened("bin/runner compare --zoo a,b --seeds 5 --epochs 2 --jobs 2"))
        .isEqualTo("bin/runner compare --epochs 1 --zoo a,b --seeds 2 --jobs 2");
    assertThat(ReadmeCommands.shortened("bin/runner compare --zoo a --seeds 5 --dry-run"))
        .isEqualTo("bin/runner compare --zoo a --seeds 5 --dry-run");
    assertThat(ReadmeCommands.shortened("bin/runner compare --parity --model a/b"))
        .isEqualTo("bin/runner compare --parity --model a/b");
    assertThat(ReadmeCommands.shortened("bin/runner describe --model model4/model4"))
        .isEqualTo("bin/runner describe --model model4/model4");
  }
}
