package org.menagerie.runner;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.menagerie.plugins.ModelSource;
import org.menagerie.plugins.PluginJar;
import org.menagerie.runner.Cli.Result;

/** Texts of plug-ins that would steer the terminal, or fake a line of ours. */
class HostilePluginTest {
  /** As written in Java source: clears the screen, turns red, breaks the line, turns the text. */
  private static final String EVIL = "\"a\\033[2J\\033[31m\\nrunner: b\\r\\u202e\\u009b1m\"";

  @TempDir Path home;

  private Cli cli;

  @BeforeEach
  void installTheZoos() {
    cli = new Cli(home);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "list",
        "list --json",
        "list plugins",
        "list plugins --json",
        "describe --model evil/m",
        "describe --model evil/m --json"
      })
  void descriptionsNotesAndRecipesAreHarmless(String command) {
    install(
        model()
            .withDescription(EVIL)
            .withMembers(
                """
                public List<String> notes() { return List.of(%1$s); }
                public List<Target> targets() { return List.of(); }
                public List<Recipe> recipes() {
                  return List.of(
                      Recipe.builder("default")
                          .schedule(Component.of(%1$s))
                          .augmentations(List.of(Component.of("rotation").with("degrees", %1$s)))
                          .notes(List.of(%1$s))
                          .build());
                }
                """
                    .formatted(EVIL)));

    Result result = cli.run(command.split(" "));

    assertThat(result.exitCode()).isZero();
    assertThat(result.err()).isEmpty();
    assertHarmless(result);
  }

  @Test
  void namesAreRefused() {
    install(model().withZoo(EVIL));
    Result result = cli.run("list");

    assertThat(result.err())
        .startsWith("Warning: plug-in ")
        .contains("the model p.Evil calls itself \"a runner: b\", but names are");
    assertThat(result.out()).doesNotContain("a runner: b");
    assertHarmless(result);
  }

  @Test
  void recipeNamesAreRefused() {
    install(
        model()
            .withMembers(
                "public List<Recipe> recipes() { return List.of(Recipe.builder(%s).build()); }"
                    .formatted(EVIL)));
    Result result = cli.run("list");

    assertThat(result.err()).contains("it calls a recipe \"a runner: b ");
    assertHarmless(result);
  }

  @Test
  void messagesOfExceptionsAreHarmless() {
    install(
        model()
            .withMembers("static int calls;")
            .withNetwork(
                "calls++ > 2 ? boom() : Network.of(Shape.image(1, 28, 28), Layers.flatten())")
            .withMembers(
                "static int calls; static Network boom() { throw new IllegalStateException(%s); }"
                    .formatted(EVIL)));
    Result result = cli.run("describe", "--model", "evil/m");

    assertThat(result)
        .isEqualTo(
            new Result(
                1,
                "",
                "runner: The model evil/m of the plug-in %s failed in network(): IllegalStateException: a runner: b.\n"
                    .formatted(jar())));
  }

  @Test
  void whatTrainingPrintsFirstIsHarmless() {
    install(
        model()
            .withMembers(
                """
                public List<Recipe> recipes() {
                  return List.of(
                      Recipe.builder("default").schedule(Component.of(%s)).build());
                }
                """
                    .formatted(EVIL)));
    Result result = cli.run("--model", "evil/m", "--out", home.resolve("runs").toString());

    assertThat(result.exitCode()).isEqualTo(2);
    assertThat(result.err()).startsWith("runner: There is no schedule \"a\n  runner: b");
    assertHarmless(result);
  }

  private static ModelSource model() {
    return ModelSource.of("p.Evil", "evil", "m");
  }

  private void install(ModelSource model) {
    new PluginJar().model(model).writeTo(jar());
  }

  private Path jar() {
    return cli.plugins().resolve("evil.jar");
  }

  private static void assertHarmless(Result result) {
    assertThat(result.out() + result.err())
        .doesNotContainPattern("[\\p{Cc}&&[^\n]]")
        .doesNotContain("\u202e", "\nrunner: b");
  }
}
