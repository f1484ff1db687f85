package org.menagerie.cluster.spark.driver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An executor's machine takes the plug-ins that its administrator lists. */
class PluginPolicyTest {
  /** As sha256sum has it of the texts below. */
  private static final String ONE =
      "7692c3ad3540bb803c020b3aee66cd8887123234ea0c6e7143c0add73ff431ed";

  private static final String TWO =
      "3fc4ccfe745870e2c0d99f71f30ff0656c8dedd41cc1d7d3d376b0dbe685e2f3";

  @TempDir private Path home;

  private Path list;
  private Path plugins;
  private PluginPolicy policy;

  @BeforeEach
  void sendTwoJars() throws IOException {
    list = home.resolve("plugins.sha256");
    policy = new PluginPolicy(list);
    plugins = Files.createDirectories(home.resolve("plugins"));
    Files.writeString(Files.createDirectories(plugins.resolve("0")).resolve("one.jar"), "one");
    Files.writeString(
        Files.createDirectories(plugins.resolve("1").resolve("lib")).resolve("two.JAR"), "two");
    Files.writeString(plugins.resolve("1").resolve("model.yaml"), "data");
  }

  @Test
  void takesAllWhereThereIsNoList() throws IOException {
    policy.requireAll(plugins);
    assertThat(list).doesNotExist();
  }

  @Test
  void takesWhatIsListed() throws IOException {
    Files.write(
        list,
        List.of("# looked at by Ada", ONE + "  one.jar", TWO.toUpperCase(Locale.ROOT) + " *x"));
    policy.requireAll(plugins);
  }

  @Test
  void refusesWhatIsNot() throws IOException {
    Files.write(list, List.of(ONE + "  one.jar"));

    assertThatThrownBy(() -> policy.requireAll(plugins))
        .isInstanceOf(IOException.class)
        .hasMessage(
            "this machine takes only the plug-ins that %s lists, and two.JAR (SHA-256 %s) is not"
                + " among them; ask its administrator, or train without that plug-in",
            list, TWO);
  }

  @Test
  void refusesAllWhereTheListIsEmpty() throws IOException {
    Files.createFile(list);

    assertThatThrownBy(() -> policy.requireAll(plugins)).hasMessageContaining("one.jar");
    policy.requireAll(home.resolve("nothing-sent"));
  }

  @Test
  void refusesWhereTheListCannotBeRead() throws IOException {
    Files.createDirectory(list);

    assertThatThrownBy(() -> policy.requireAll(plugins)).isInstanceOf(IOException.class);
  }
}
