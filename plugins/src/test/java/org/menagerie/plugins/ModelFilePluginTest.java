package org.menagerie.plugins;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.menagerie.api.model.ModelDefinition;
import org.menagerie.api.model.ModelId;
import org.menagerie.api.recipe.Recipe;
import org.menagerie.training.run.RunSpec;

/** Files that are models, in plug-in folders and on their own. */
class ModelFilePluginTest {
  private static final String NETWORK =
      "input: [1, 28, 28]\nlayers: [{layer: flatten}, {layer: linear, units: 10}]\n";

  @TempDir private Path folder;

  private Path write(String file, String text) throws IOException {
    Path path = folder.resolve(file);
    Files.createDirectories(path.getParent());
    return Files.writeString(path, text);
  }

  private LoadedPlugins loaded(Path... models) {
    return LoadedPlugins.from(
        new PluginSources(
            List.of(folder.resolve("plugins")), List.of(models), List.of(), new TreeMap<>()));
  }

  private static List<String> models(LoadedPlugins plugins) {
    return plugins.catalog().models().stream().map(ModelId::of).map(ModelId::toString).toList();
  }

  @Test
  void offerOneModelEach() throws IOException {
    Path yaml = write("plugins/a.yaml", NETWORK);
    write("plugins/b.YML", "zoo: lab\nmodel: other\n" + NETWORK);
    write("plugins/c.json", "{\"input\": [4], \"layers\": []}");
    write("plugins/notes.txt", "not a model");

    LoadedPlugins plugins = loaded();

    assertThat(plugins.problems()).isEmpty();
    assertThat(models(plugins)).containsExactly("files/a", "files/c", "lab/other");
    assertThat(plugins.plugins())
        .filteredOn(plugin -> plugin.location().equals(yaml.toString()))
        .singleElement()
        .satisfies(
            plugin -> {
              assertThat(plugin.name()).isEqualTo("a");
              assertThat(plugin.provides()).isEqualTo(Map.of("models", List.of("files/a")));
            });
  }

  @Test
  void areReportedWithLineAndColumnWhereTheyAreWrong() throws IOException {
    Path wrong = write("plugins/wrong.yaml", "input: [1, 28, 28]\nlayers: [{layer: flaten}]\n");
    write("plugins/right.yaml", NETWORK);

    LoadedPlugins plugins = loaded();

    assertThat(models(plugins)).containsExactly("files/right");
    assertThat(plugins.problems())
        .singleElement()
        .asString()
        .startsWith(
            wrong
                + ": line 2, column 10: layers[0] names no layer: \"flaten\"."
                + " Did you mean \"flatten\"?");
  }

  @Test
  void areNotInspectedSinceTheyHaveNoCode() throws IOException {
    write("plugins/a.yaml", NETWORK);
    List<Path> inspected = new ArrayList<>();

    LoadedPlugins.from(
        new PluginSources(List.of(folder.resolve("plugins")), List.of()),
        unknown -> {
          inspected.addAll(unknown.keySet());
          return Map.of();
        });

    assertThat(inspected).isEmpty();
  }

  @Test
  void winWhereTheyAreNamedAndAreLoadedOnce() throws IOException {
    Path there = write("plugins/a.yaml", "description: there\n" + NETWORK);
    Path named = write("elsewhere/a.yaml", "description: named\n" + NETWORK);
    PluginSources sources =
        new PluginSources(
            List.of(folder.resolve("plugins")),
            List.of(named),
            List.of(named.toString()),
            new TreeMap<>());

    ModelDefinition chosen =
        LoadedPlugins.from(PluginSources.parse(sources.arguments())).catalog().model("files", "a");

    assertThat(chosen.description()).isEqualTo("named");
    assertThat(loaded(there).problems()).isEmpty();
    assertThat(loaded(named).problems())
        .singleElement()
        .asString()
        .contains("each of them offers model \"files/a\", and neither is used");
  }

  @Test
  void leaveNoChecksumSinceRunsKeepThemWhole() throws IOException {
    write("plugins/a.yaml", NETWORK);
    RunSpec run =
        RunSpec.builder("files", "a")
            .engine("vector")
            .dataset("digits")
            .recipe(Recipe.builder("default").build())
            .build();

    assertThat(loaded().checksums(run)).isEmpty();
  }
}
