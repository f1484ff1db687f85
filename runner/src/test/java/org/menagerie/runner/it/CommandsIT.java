package org.menagerie.runner.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Commands that load no engine, which people expect to answer at once. */
final class CommandsIT {
  /** Far above what they take, so that a busy machine does not fail the build. */
  private static final Duration LIMIT = Duration.ofSeconds(5);

  @TempDir private Path folder;

  @Test
  void helpsWhoeverTypesNothingElse() throws IOException, InterruptedException {
    Outcome help = new User(folder).runs().succeeded();

    assertThat(help.out()).startsWith("Usage: runner").contains("--zoo", "list", "describe");
    assertThat(help.took()).isLessThan(LIMIT);
  }

  @Test
  void listsThirteenModels() throws IOException, InterruptedException {
    Outcome list = new User(folder).runs("list").succeeded();

    // A header and a rule stand above them.
    assertThat(list.out().lines()).hasSize(2 + 13);
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
}
