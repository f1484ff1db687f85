package org.menagerie.runner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

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
import org.menagerie.api.engine.TensorMap;
import org.menagerie.plugins.LoadedPlugins;
import org.menagerie.plugins.PluginSources;
import org.menagerie.training.checkpoint.Checkpoint;
import org.menagerie.training.loop.Trainer;
import org.menagerie.training.loop.TrainingListener;
import org.menagerie.training.plan.DatasetLocator;
import org.menagerie.training.plan.Planner;
import org.menagerie.training.plan.RunRequest;
import org.menagerie.training.run.EpochMetrics;
import org.menagerie.training.run.RunFolder;
import org.menagerie.training.run.RunSpec;

/** Trainings that start from the weights of others, on the default engine. */
class InitTest {
  @TempDir private Path home;
  private Path file;

  @BeforeEach
  void writeAModel() throws IOException {
    file =
        Files.writeString(
            home.resolve("softmax.yaml"),
            """
            input: [1, 28, 28]
            classes: 10
            layers: [{layer: avg_pool, kernel: 4}, {layer: flatten}, {layer: linear, units: classes}]
            recipe: {epochs: 1, optimizer: sgd(lr=0.1)}
            """);
  }

  private Planner planner() {
    LoadedPlugins plugins =
        LoadedPlugins.from(new PluginSources(List.of(), List.of(file), List.of(), new TreeMap<>()));
    return new Planner(plugins.catalog(), new DatasetLocator(plugins.catalog(), home));
  }

  private static RunRequest request(Optional<Path> init, Map<String, String> overrides) {
    return new RunRequest(
        "files",
        "softmax",
        "vector",
        Optional.of("digits"),
        "",
        overrides,
        init,
        Optional.empty(),
        1,
        1);
  }

  private List<EpochMetrics> train(RunSpec spec, Path runs) {
    return new Trainer(
            planner().prepare(spec), RunFolder.forRun(runs, spec), new TrainingListener() {})
        .run()
        .orElseThrow()
        .history();
  }

  private static TensorMap weights(Path run) {
    return Checkpoint.read(new RunFolder(run).lastCheckpoint()).orElseThrow().state().weights();
  }

  @Test
  void beginWhereTheOtherEnded() throws IOException {
    Path runs = home.resolve("runs");
    RunSpec first = planner().specify(request(Optional.empty(), Map.of()));
    double learnt = train(first, runs).get(0).testAccuracy();
    Path begun = runs.resolve(first.runName());

    RunSpec second = planner().specify(request(Optional.of(begun), Map.of("freeze", "*.weight")));
    double further = train(second, runs).get(0).testAccuracy();

    // The only matrix is frozen, so that it still is the first run's; the biases moved.
    Path ended = runs.resolve(second.runName());
    assertThat(weights(ended).get("2.weight").values())
        .isEqualTo(weights(begun).get("2.weight").values());
    assertThat(weights(ended).get("2.bias").values())
        .isNotEqualTo(weights(begun).get("2.bias").values());
    assertThat(further).isGreaterThan(learnt - 5);
  }

  @Test
  void areOtherRunsByTheWeightsAndNotByTheirPlace() throws IOException {
    Path runs = home.resolve("runs");
    RunSpec plain = planner().specify(request(Optional.empty(), Map.of()));
    train(plain, runs);
    Path begun = runs.resolve(plain.runName());
    RunSpec continued = planner().specify(request(Optional.of(begun), Map.of()));
    Path moved = home.resolve("moved.safetensors");
    Files.copy(new RunFolder(begun).lastCheckpoint(), moved);

    assertThat(continued.runName()).isNotEqualTo(plain.runName());
    assertThat(planner().specify(request(Optional.of(moved), Map.of())).runName())
        .isEqualTo(continued.runName());
  }

  @Test
  void areResumedWithoutTheWeightsThatTheyBeganWith() throws IOException {
    Path runs = home.resolve("runs");
    RunSpec first = planner().specify(request(Optional.empty(), Map.of()));
    train(first, runs);
    Path copy = home.resolve("begin.safetensors");
    Files.copy(new RunFolder(runs.resolve(first.runName())).lastCheckpoint(), copy);
    RunSpec second = planner().specify(request(Optional.of(copy), Map.of("epochs", "2")));
    List<EpochMetrics> whole = train(second, home.resolve("whole"));
    stopAfterOneEpoch(second, runs);

    Files.delete(copy);

    List<EpochMetrics> resumed = train(second, runs);
    assertThat(resumed.get(1).testLoss()).isEqualTo(whole.get(1).testLoss());
    assertThatThrownBy(() -> train(second, home.resolve("again")))
        .hasMessage("Cannot start from the weights in %s: there is no such file.".formatted(copy));
  }

  private void stopAfterOneEpoch(RunSpec spec, Path runs) {
    assertThat(
            new Trainer(planner().prepare(spec), RunFolder.forRun(runs, spec), new OneEpoch())
                .run())
        .isEmpty();
  }

  @Test
  void areRefusedOnTheCommandLineBeforeAnythingStarts() throws IOException {
    Cli cli = new Cli(home);
    Path text = Files.writeString(home.resolve("text"), "no weights at all");

    assertThat(cli.run("train", "--model", file.toString(), "--init", text.toString()).err())
        .isEqualTo(
            "runner: Cannot start from the weights in %s: %s is cut off in its header.\n"
                .formatted(text, text));
    assertThat(
            cli.run("compare", "--parity", "--model", file.toString(), "--init", text.toString())
                .exitCode())
        .isEqualTo(1);
  }
}
