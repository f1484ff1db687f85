package org.menagerie.runner.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
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

  private final List<Path> links = new ArrayList<>();

  @TestFactory
  Stream<DynamicTest> runsEveryCommand() throws IOException {
    User user = userInAFolderLikeTheProject();
    List<String> commands =
        ReadmeCommands.of(Files.readString(Distribution.folder().resolve("README.md")));

    assertThat(commands).anyMatch(command -> command.startsWith("./runner --zoo "));
    return commands.stream()
        .distinct()
        .map(command -> DynamicTest.dynamicTest(command, () -> run(user, command)));
  }

  private static void run(User user, String command) throws IOException, InterruptedException {
    SKIPPED.forEach(
        (part, reason) -> {
          if (command.contains(part)) {
            abort("not run, since " + reason);
          }
        });
    Outcome outcome = user.starts(List.of("sh", "-c", ReadmeCommands.shortened(command))).await();
    assertThat(outcome.exitCode()).as("%s", outcome).isZero();
  }

  /** It holds what the commands name; {@code ./runner} is the distribution's, built already. */
  private User userInAFolderLikeTheProject() throws IOException {
    Path project = Distribution.folder().resolve("../../..").normalize();
    User user = new User(folder);
    Path here = user.workingDirectory();
    link(here.resolve("runner"), Distribution.script());
    link(here.resolve("samples"), project.resolve("samples"));
    link(
        here.resolve("app/target").resolve(Distribution.folder().getFileName()),
        Distribution.folder());
    Path jdk = Path.of(System.getProperty("java.home"), "bin");
    return user.with("PATH", jdk + File.pathSeparator + System.getenv("PATH"));
  }

  private void link(Path link, Path target) throws IOException {
    Files.createDirectories(link.getParent());
    links.add(Files.createSymbolicLink(link, target));
  }

  /** JUnit warns of links that lead out of the folder that it deletes. */
  @AfterEach
  void removeLinks() throws IOException {
    for (Path link : links) {
      Files.delete(link);
    }
  }

  @Test
  void findsCommandsInConsoleBlocksOnly() {
    String markdown =
        """
        Type `$ ./runner list`.

        ```console
        $ ./runner list engines
        mxnet    Apache MXNet
        $ MENAGERIE_DATA=data-sets ./runner \\
            data verify
        ```

        ```java
        $ ./runner describe
        ```
        """;

    assertThat(ReadmeCommands.of(markdown))
        .containsExactly("./runner list engines", "MENAGERIE_DATA=data-sets ./runner data verify");
  }

  @Test
  void shortensLongTrainingsOnly() {
    assertThat(ReadmeCommands.shortened("./runner --zoo progressive --model model2 | tail -1"))
        .isEqualTo("./runner --epochs 1 --zoo progressive --model model2 | tail -1");
    assertThat(ReadmeCommands.shortened("./runner --model model4/model4 --epochs 15 --seed 2"))
        .isEqualTo("./runner --epochs 1 --model model4/model4 --seed 2");
    assertThat(ReadmeCommands.shortened("./runner --model model4/model4 --epochs 2"))
        .isEqualTo("./runner --model model4/model4 --epochs 2");
    assertThat(ReadmeCommands.shortened("./runner describe --model model4/model4"))
        .isEqualTo("./runner describe --model model4/model4");
  }
}
