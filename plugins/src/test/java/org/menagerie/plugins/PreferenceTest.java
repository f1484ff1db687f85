package org.menagerie.plugins;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.menagerie.api.error.MenagerieException;
import org.menagerie.api.recipe.Component;
import org.menagerie.api.recipe.TrainingPlan;

/** Which plug-in counts where several offer the same. */
class PreferenceTest {
  @TempDir Path directory;

  private Path first;
  private Path second;

  @BeforeEach
  void offerOneModelTwice() {
    first = model("one/first.jar", "first's");
    second = model("two/second.jar", "second's");
  }

  @Test
  void neitherIsUsedUnasked() {
    LoadedPlugins plugins = load();

    assertThat(plugins.catalog().models()).isEmpty();
    assertThat(plugins.problems())
        .containsExactly(
            new PluginProblem(
                List.of(first.toString(), second.toString()),
                "each of them offers model \"zoo/m\", and neither is used; remove all but one, or"
                    + " \"--prefer first\" or \"--prefer second\" uses one of them."));
  }

  @Test
  void preferredIsUsedByNameOrPath() {
    assertThat(description(load("first"))).isEqualTo("first's");
    assertThat(description(load(second.toString()))).isEqualTo("second's");
    assertThat(load("first").problems()).isEmpty();
  }

  @Test
  void preferringBothHelpsNobody() {
    assertThat(load("first", "second").problems()).hasSize(1);
  }

  @Test
  void unknownPreferenceIsRefused() {
    assertThatThrownBy(() -> load("frist"))
        .isInstanceOf(MenagerieException.class)
        .hasMessage(
            "There is no plug-in \"frist\" to prefer. Did you mean \"first\"? Available: built-in,"
                + " first, second.");
  }

  @Test
  void pluginsOfOneNameAreToldApartByTheirPaths() {
    Path third = model("two/first.jar", "third's");

    assertThatThrownBy(() -> load("first"))
        .hasMessage(
            "Several plug-ins are called \"first\": name one by its path (%s, %s)."
                .formatted(first, third));
    assertThat(load().problems().get(0).reason())
        .contains("\"--prefer %s\" or ".formatted(first), "\"--prefer second\"");
    assertThat(description(load(third.toString()))).isEqualTo("third's");
  }

  @Test
  void builtInIsUsedUnlessThePluginIsPreferred() {
    Path jar =
        ServiceSource.schedule("p.Step", "constant", "7")
            .addTo(new PluginJar())
            .writeTo(directory.resolve("one/mine.jar"));

    LoadedPlugins plugins = load("first");
    assertThat(plugins.problems())
        .containsExactly(
            new PluginProblem(
                jar.toString(),
                "what is built in is used for schedule \"constant\"; \"--prefer mine\" uses this one"
                    + " instead."));
    assertThat(learningRate(plugins)).isEqualTo(0.5);
    assertThat(learningRate(load("first", "mine"))).isEqualTo(7);
  }

  @Test
  void manyNamesAreOneProblem() {
    for (String jar : List.of("one/x.jar", "two/y.jar")) {
      PluginJar many = new PluginJar();
      for (String name : List.of("a", "b", "c", "d", "e")) {
        many.model(ModelSource.of("p.M" + name, "many", name));
      }
      many.writeTo(directory.resolve(jar));
    }
    assertThat(load("first").problems()).hasSize(1);
    assertThat(load("first").problems().get(0).reason())
        .startsWith(
            "each of them offers model \"many/a\", model \"many/b\", model \"many/c\" and 2 more,");
  }

  private Path model(String path, String description) {
    return new PluginJar()
        .model(ModelSource.of("p.M", "zoo", "m").withDescription('"' + description + '"'))
        .writeTo(directory.resolve(path));
  }

  private LoadedPlugins load(String... preferred) {
    return LoadedPlugins.from(
        new PluginSources(
            List.of(directory.resolve("one"), directory.resolve("two")), List.of(preferred)));
  }

  private static String description(LoadedPlugins plugins) {
    return plugins.catalog().model("zoo", "m").description();
  }

  private static double learningRate(LoadedPlugins plugins) {
    return plugins
        .catalog()
        .curve(Component.of("constant"), TrainingPlan.of(1, 1, 0.5, 0.9))
        .at(0)
        .learningRate();
  }
}
