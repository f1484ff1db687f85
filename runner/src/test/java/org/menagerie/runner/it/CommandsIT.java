package org.menagerie.runner.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Commands that load no engine, which people expect to answer at once. */
final class CommandsIT {
  /** Far above what they take, so that a busy machine does not fail the build. */
  private static final Duration LIMIT = Duration.ofSeconds(20);

  @TempDir private Path folder;

  @Test
  void helpsWhoeverTypesNothingElse() throws IOException, InterruptedException {
    Outcome help = new User(folder).runs().succeeded();

    assertThat(help.out()).startsWith("Usage: runner").contains("--zoo", "list", "describe");
    assertThat(help.took()).isLessThan(LIMIT);
  }

  @Test
  void listsAllModelsAndTwoVariants() throws IOException, InterruptedException {
    Outcome list = new User(folder).runs("list").succeeded();

    // A header and a rule stand above them.
    assertThat(list.out().lines()).hasSize(2 + 25 + 2);
    assertThat(list.out()).containsPattern("progressive +model2 +7,?798 ");
    assertThat(list.took()).isLessThan(LIMIT);
  }

  @Test
  void describesAModel() throws IOException, InterruptedException {
    Outcome describe =
        new User(folder).runs("describe", "--zoo", "progressive", "--model", "model2").succeeded();

    assertThat(describe.out()).startsWith("progressive/model2:").contains("7,798", "Published");
    assertThat(describe.took()).isLessThan(LIMIT);
  }

  @Test
  void leavesNothingBehindWhenItTrainsNothing() throws IOException, InterruptedException {
    User user = new User(folder);
    user.runs("list").succeeded();

    assertThat(user.workingDirectory()).isEmptyDirectory();
    assertThat(folder.resolve("home")).isEmptyDirectory();
  }

  @Test
  void comesWithAllThatAnAuthorOfPluginsNeeds() throws IOException {
    Path home = Distribution.folder();
    for (String file :
        List.of(
            "README.md",
            "CHANGELOG.md",
            "docs/plugins.md",
            "docs/engine-authors.md",
            "docs/adr/README.md",
            "samples/01-model/Tiny.java",
            "samples/08-engine/SoftmaxEngine.java")) {
      assertThat(home.resolve(file)).isRegularFile();
    }
    try (Stream<Path> jars = Files.list(home.resolve("docs/java"))) {
      assertThat(jars.map(jar -> jar.getFileName().toString().replaceFirst("-[0-9].*-", " ")))
          .containsExactlyInAnyOrder(
              "menagerie-api javadoc.jar",
              "menagerie-api sources.jar",
              "menagerie-engine-support javadoc.jar",
              "menagerie-engine-support sources.jar",
              "menagerie-engine-testkit javadoc.jar",
              "menagerie-engine-testkit sources.jar",
              "menagerie-zoo-testkit javadoc.jar",
              "menagerie-zoo-testkit sources.jar");
    }
  }
}
