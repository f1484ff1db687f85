package org.menagerie.runner;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.menagerie.plugins.ModelSource;
import org.menagerie.plugins.PluginJar;
import org.menagerie.runner.Cli.Result;

/** Which plug-ins count, as the command line says it. */
class PluginOptionsTest {
  @TempDir Path home;

  private Cli cli;
  private Path more;

  @BeforeEach
  void installTheZoosAndOneMore() {
    cli = new Cli(home);
    more = home.resolve("more");
    new PluginJar().model(ModelSource.of("p.M", "good", "m")).writeTo(more.resolve("good.jar"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"list --plugins %s", "--plugins %s list", "list --plugins=%s --plugins=%s"})
  void looksIntoDirectoriesOfTheCommandLine(String command) {
    Result result = cli.run(command.replace("%s", more.toString()).split(" "));
    assertThat(result.err()).isEmpty();
    assertThat(result.out()).contains("\ngood ").contains("\nprogressive ");
  }

  @Test
  void everyCommandThatLoadsPluginsTakesThem() {
    Result described = cli.run("describe", "--model", "good/m", "--plugins", more.toString());
    assertThat(described.out()).startsWith("good/m: a test's model\n");
    assertThat(cli.run("data", "list", "--plugins", more.toString()).exitCode()).isZero();
  }

  @Test
  void usersPluginsCanBeLeftOut() throws IOException {
    Path own = home.resolve(".menagerie").resolve("plugins");
    new PluginJar().model(ModelSource.of("p.M", "own", "m")).writeTo(own.resolve("own.jar"));

    assertThat(cli.run("list").out()).contains("\nown ");
    Result result = cli.run("list", "--no-user-plugins", "--json");
    assertThat(result).isEqualTo(new Result(0, "[ ]\n", ""));
  }

  @Test
  void contradictionIsRefused() {
    assertWrong(
        cli.run("list", "--no-user-plugins", "--plugins", more.toString()),
        "--plugins and --no-user-plugins contradict each other: leave one of them out.");
  }

  @Test
  void directoryThatDoesNotExistIsRefused() {
    Path nowhere = home.resolve("nowhere");
    assertWrong(
        cli.run("list", "--plugins", nowhere.toString()),
        "The plug-in directory %s does not exist.".formatted(nowhere));
    Path jar = more.resolve("good.jar");
    assertWrong(
        cli.run("list", "--plugins", jar.toString()),
        "%s is no directory: name the one that the plug-in lies in with --plugins.".formatted(jar));
  }

  @Test
  void preferenceEndsAClash() throws IOException {
    Files.copy(more.resolve("good.jar"), more.resolve("copy.jar"));
    String[] list = {"list", "--plugins", more.toString()};
    assertThat(cli.run(list).out()).doesNotContain("\ngood ");
    assertThat(cli.run(list).err())
        .isEqualTo(
            "Warning: plug-in %s and %s: each of them offers model \"good/m\", and neither is used; remove all but one, or \"--prefer copy\" or \"--prefer good\" uses one of them.\n"
                .formatted(more.resolve("copy.jar"), more.resolve("good.jar")));

    Result preferred = cli.run("list", "--plugins", more.toString(), "--prefer", "copy");
    assertThat(preferred.err()).isEmpty();
    assertThat(preferred.out()).contains("\ngood ");
  }

  @Test
  void verifyingGoesWithPluginsAlone() {
    assertWrong(
        cli.run("list", "models", "--verify"), "--verify goes with \"runner list plugins\" alone.");
    assertWrong(
        cli.run("list", "plugins", "--verify", "--engine", "pytroch"),
        "There is no engine \"pytroch\". Did you mean \"pytorch\"? Available: mxnet, pytorch, vector.");
  }

  private static void assertWrong(Result result, String sentence) {
    assertThat(result).isEqualTo(new Result(2, "", "runner: " + sentence + "\n"));
  }
}
