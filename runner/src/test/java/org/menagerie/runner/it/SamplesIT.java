package org.menagerie.runner.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/**
 * Every sample works as its README says, each for a user who has tried none of the others. A build
 * that is not nightly compiles and loads them all, but trains with few, since that takes most of
 * the time.
 */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "the commands are for a POSIX shell")
final class SamplesIT {
  private static final boolean NIGHTLY = Boolean.getBoolean("menagerie.nightly");

  /** A model, and an engine, which only a training starts. */
  private static final List<String> TRAINED = List.of("01-model", "08-engine");

  private static final String README = "README.md";

  @TempDir private Path folder;

  @TestFactory
  Stream<DynamicTest> workAsWritten() throws IOException {
    return samples().stream()
        .map(name -> DynamicTest.dynamicTest(name, () -> runEveryCommandOf(name)));
  }

  @Test
  void areAllInTheIndex() throws IOException {
    assertThat(samples()).hasSizeGreaterThanOrEqualTo(7).containsAll(TRAINED);
    assertThat(ProjectFolder.samples().resolve(README))
        .content()
        .contains(samples().stream().map(name -> "](" + name + "/" + README + ")").toList());
  }

  private void runEveryCommandOf(String name) throws IOException, InterruptedException {
    List<String> commands =
        ReadmeCommands.of(ProjectFolder.samples().resolve(name).resolve(README));
    assertThat(commands).isNotEmpty();
    boolean trains = NIGHTLY || TRAINED.contains(name);
    Path images = SmallDataset.write(folder.resolve("images"));
    try (ProjectFolder project = new ProjectFolder(folder.resolve(name))) {
      for (String command : commands) {
        if (ReadmeCommands.trains(command) && !trains) {
          continue;
        }
        String shortened = ReadmeCommands.shortened(ReadmeCommands.reading(images, command));
        Outcome outcome = project.user().types(shortened);
        assertThat(outcome.exitCode()).as("%s", outcome).isZero();
        assertThat(outcome.err()).as("%s", outcome).doesNotContain("Warning");
      }
    }
  }

  private static List<String> samples() throws IOException {
    try (Stream<Path> folders = Files.list(ProjectFolder.samples())) {
      return folders
          .filter(Files::isDirectory)
          .map(folder -> folder.getFileName().toString())
          .sorted()
          .toList();
    }
  }
}
