package org.menagerie.runner;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.menagerie.api.data.ImageFormat;
import org.menagerie.api.network.Layers;
import org.menagerie.api.network.Network;
import org.menagerie.api.network.Shape;
import org.menagerie.plugins.LoadedPlugins;
import org.menagerie.plugins.PluginSources;
import org.menagerie.runner.Cli.Result;
import org.menagerie.training.loop.DataFit;
import org.menagerie.training.plan.DatasetLocator;
import org.menagerie.training.plan.Planner;
import org.menagerie.training.plan.RunRequest;
import org.menagerie.training.run.RunSpec;

/** Models that are files, on the command line and in runs. */
class ModelFileTest {
  private static final String NETWORK =
      """
      input: [1, 28, 28]
      classes: 10
      layers: [{layer: flatten}, {layer: linear, units: classes}]
      recipe: {epochs: 2, lr: 0.05}
      """;

  @TempDir private Path home;
  private Cli cli;
  private Path file;

  @BeforeEach
  void writeAModel() throws IOException {
    cli = new Cli(home);
    file = Files.writeString(home.resolve("softmax.yaml"), NETWORK);
  }

  @Test
  void areDescribedLikeAnyOther() throws IOException {
    Result people = cli.run("describe", "--model", file.toString());
    Result programs = cli.run("describe", "--model", file.toString(), "--json");

    assertThat(people.err()).isEmpty();
    assertThat(people.out())
        .startsWith("files/softmax: Read from a file of the name softmax\n")
        .contains("Trained parameters:             7,850\n", "sgd(lr=0.05, momentum=0.9)");
    assertThat(new ObjectMapper().readTree(programs.out()).at("/network/layers/1/units").asInt())
        .isEqualTo(10);
  }

  @Test
  void arePartOfPlans() {
    Result plan =
        cli.run("compare", "--dry-run", "--model", file + ",progressive/model3", "--epochs", "1");

    assertThat(plan.err()).isEmpty();
    assertThat(plan.out()).contains("files/softmax", "progressive/model3");
  }

  @Test
  void areRefusedWithLineAndColumn() throws IOException {
    Files.writeString(file, NETWORK.replace("units", "unit"));
    String sentence =
        "runner: %s, line 3, column 28: layers[1] lacks the key \"units\", but has \"unit\".\n"
            .formatted(file);

    for (String command : new String[] {"describe", "train", "compare"}) {
      assertThat(cli.run(command, "--model", file.toString()))
          .isEqualTo(new Result(2, "", sentence));
    }
    assertThat(cli.run("--model", file.toString())).isEqualTo(new Result(2, "", sentence));
    assertThat(cli.run("describe", "--model", "none.yaml"))
        .isEqualTo(new Result(2, "", "runner: Cannot read none.yaml: there is no such file.\n"));
  }

  private RunSpec specify() {
    LoadedPlugins plugins =
        LoadedPlugins.from(new PluginSources(List.of(), List.of(file), List.of(), new TreeMap<>()));
    Planner planner = new Planner(plugins.catalog(), new DatasetLocator(plugins.catalog(), home));
    return planner.specify(
        new RunRequest("files", "softmax", "vector", Optional.of("digits"), "", Map.of(), 1, 1));
  }

  @Test
  void areKeptInTheirRunsSoThatAChangedFileIsAnotherRun() throws IOException {
    RunSpec before = specify();
    Files.writeString(file, "notes: Nothing new.\n" + NETWORK);
    RunSpec withNotes = specify();
    Files.writeString(file, NETWORK.replace("{layer: flatten}", "{layer: flatten}, {layer: relu}"));
    RunSpec changed = specify();

    assertThat(withNotes).isEqualTo(before);
    assertThat(changed.runName()).isNotEqualTo(before.runName());
    Files.delete(file);
    LoadedPlugins none = LoadedPlugins.from(List.of());
    Planner elsewhere = new Planner(none.catalog(), new DatasetLocator(none.catalog(), home));
    assertThat(elsewhere.prepare(changed).network())
        .isEqualTo(
            Network.of(Shape.image(1, 28, 28), Layers.flatten(), Layers.relu(), Layers.linear(10)));
  }

  @Test
  void areFamilies() {
    LoadedPlugins plugins =
        LoadedPlugins.from(new PluginSources(List.of(), List.of(file), List.of(), new TreeMap<>()));
    ImageFormat letters = new ImageFormat(Shape.image(3, 20, 20), 26);

    assertThat(DataFit.network(plugins.catalog().model("files", "softmax"), "letters", letters))
        .isEqualTo(Network.of(letters.shape(), Layers.flatten(), Layers.linear(26)));
  }
}
