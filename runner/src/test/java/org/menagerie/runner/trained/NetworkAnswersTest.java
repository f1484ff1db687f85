package org.menagerie.runner.trained;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.menagerie.api.export.TrainedNetwork;
import org.menagerie.api.network.Network;
import org.menagerie.plugins.LoadedPlugins;
import org.menagerie.plugins.PluginSources;
import org.menagerie.training.loop.InitialWeights;
import org.menagerie.training.plan.DatasetLocator;
import org.menagerie.training.plan.DatasetReference;
import org.menagerie.training.plan.Planner;
import org.menagerie.training.plan.RunRequest;
import org.menagerie.training.run.RunSpec;

class NetworkAnswersTest {
  private static final String MODEL =
      """
      input: [1, 28, 28]
      classes: 10
      layers:
        - {layer: conv2d, filters: 4, kernel: 3}
        - {layer: batch_norm}
        - {layer: relu}
        - {layer: max_pool, kernel: 2}
        - {layer: flatten}
        - {layer: linear, units: classes}
      recipe: {epochs: 1, optimizer: sgd(lr=0.1)}
      """;

  @TempDir private Path home;

  /** More than a batch of them, and not a whole number of batches. */
  @Test
  void areTheSameBitsFromAnotherProcess() throws IOException {
    Path model = Files.writeString(home.resolve("small.yaml"), MODEL);
    PluginSources sources =
        new PluginSources(List.of(), List.of(model), List.of(), new TreeMap<>());
    LoadedPlugins plugins = LoadedPlugins.from(sources);
    Planner planner = new Planner(plugins.catalog(), new DatasetLocator(plugins.catalog(), home));
    RunSpec spec =
        planner.specify(
            new RunRequest("files", "small", "vector", Optional.of("digits"), "", Map.of(), 1, 1));
    Network network = planner.network(spec);
    TrainedRun trained =
        new TrainedRun(
            spec,
            TrainedNetwork.builder(
                    spec.modelId(),
                    network,
                    InitialWeights.draw(network, 3),
                    IntStream.range(0, 10).mapToObj(Integer::toString).toList())
                .normalization(spec.recipe().normalization())
                .build(),
            () -> new DatasetLocator(plugins.catalog(), home).load(DatasetReference.of(spec)));
    byte[][] pixels = new byte[1_100][28 * 28];
    Random dice = new Random(1);
    for (byte[] image : pixels) {
      dice.nextBytes(image);
    }

    float[][] there =
        new NetworkAnswers(plugins.catalog(), sources, 0).logits(trained, pixels, home);

    assertThat(there).isDeepEqualTo(trained.logits(plugins.catalog(), pixels));
  }
}
