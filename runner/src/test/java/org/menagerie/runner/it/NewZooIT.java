package org.menagerie.runner.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.menagerie.training.run.RunFolder;
import org.menagerie.training.run.RunResult;

/** Somebody with the distribution and Maven makes a zoo of their own. */
final class NewZooIT {
  @TempDir private Path folder;

  @Test
  @DisabledOnOs(value = OS.WINDOWS, disabledReason = "the commands are for a POSIX shell")
  void becomesAPlugInAsItsReadmeSays() throws IOException, InterruptedException {
    User user = new User(folder).withMaven().withProgramsOf(Distribution.folder().resolve("bin"));

    Path images = SmallDataset.write(folder.resolve("images"));

    Outcome made = user.types("runner new-zoo my-zoo --package com.example.zoo").succeeded();
    assertThat(made.out()).startsWith("Wrote my-zoo, a Maven project with the model my-zoo/first.");

    Path project = user.workingDirectory().resolve("my-zoo");
    for (String command : ReadmeCommands.of(project.resolve("README.md"))) {
      String shortened = ReadmeCommands.shortened(ReadmeCommands.reading(images, command));
      Outcome outcome = user.types("cd my-zoo && " + shortened);
      assertThat(outcome.exitCode()).as("%s", outcome).isZero();
      if (command.startsWith("mvn")) {
        assertThat(outcome.out()).contains("Tests run: " + tests(command) + ", Failures: 0");
      }
    }

    assertThat(user.runs("list").succeeded().out()).containsPattern("my-zoo +first +2,?086 ");
    assertThat(user.runs("list", "plugins").succeeded().out())
        .containsPattern("\\nmy-zoo-0\\.1\\.0 +0\\.1\\.0 +fine ");
    RunResult result = new RunFolder(onlyRunIn(project.resolve("runs"))).readResult();
    assertThat(result.spec().modelId()).isEqualTo("my-zoo/first");
    assertThat(result.provenance().pluginChecksums()).containsKey("my-zoo-0.1.0.jar");
  }

  @Test
  void isRefusedInASentenceWhereItCannotBe() throws IOException, InterruptedException {
    User user = new User(folder);
    Files.createDirectories(user.workingDirectory().resolve("full/of"));

    assertThat(refusal(user, "My Zoo", "--package", "com.example"))
        .startsWith("runner: A zoo cannot be called \"My Zoo\": ");
    assertThat(refusal(user, "my-zoo", "--package", "my-zoo"))
        .startsWith("runner: \"my-zoo\" is not the name of a Java package");
    assertThat(refusal(user, "my-zoo", "--package", "com.example", "--dir", "full"))
        .startsWith("runner: full is not empty: ");
    assertThat(user.workingDirectory().resolve("my-zoo")).doesNotExist();
  }

  private static String refusal(User user, String... arguments)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of("new-zoo"));
    command.addAll(List.of(arguments));
    Outcome outcome = user.runs(command.toArray(String[]::new));
    assertThat(outcome.exitCode()).isEqualTo(2);
    return outcome.sentence();
  }

  /** Each engine adds four tests to those that need none. */
  private static int tests(String command) {
    return 13 + (command.contains("engine") ? 4 * Installed.CATALOG.engines().all().size() : 0);
  }

  private static Path onlyRunIn(Path runs) throws IOException {
    try (Stream<Path> found = Files.list(runs)) {
      List<Path> folders = found.toList();
      assertThat(folders).hasSize(1);
      return folders.get(0);
    }
  }
}
