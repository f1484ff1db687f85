package org.menagerie.runner;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.function.BiFunction;
import org.menagerie.api.data.ImageSet;
import org.menagerie.execution.SampleResult;
import org.menagerie.plugins.LoadedPlugins;
import org.menagerie.plugins.PluginSources;
import org.menagerie.training.loop.Trainer;
import org.menagerie.training.loop.TrainingJob;
import org.menagerie.training.loop.TrainingListener;
import org.menagerie.training.plan.DatasetLocator;
import org.menagerie.training.plan.Planner;
import org.menagerie.training.plan.RunRequest;
import org.menagerie.training.run.RunFolder;
import org.menagerie.training.run.RunResult;
import org.menagerie.training.run.RunSpec;
import org.menagerie.training.run.Signature;

/** A finished run of a softmax regression on digits, one epoch, in a second. */
final class SmallTrainedRun {
  private static final String MODEL =
      """
      input: [1, 28, 28]
      classes: 10
      layers: [{layer: avg_pool, kernel: 4}, {layer: flatten}, {layer: linear, units: classes}]
      recipe: {epochs: 1, optimizer: sgd(lr=0.1)}
      """;

  private static final String OF_TWO_CLASSES =
      """
      input: [3, 4, 4]
      classes: 2
      layers: [{layer: flatten}, {layer: linear, units: classes}]
      recipe: {epochs: 3, batch_size: 4, optimizer: sgd(lr=0.1)}
      """;

  private SmallTrainedRun() {}

  /** Its folder, in {@code home/runs}; all but parameters and origin is as it was trained. */
  static Path in(Path home) throws IOException {
    return in(home, MODEL, "digits", Map.of());
  }

  /** The same with a part of the training images held out for validation. */
  static Path validated(Path home, String part) throws IOException {
    return in(home, MODEL, "digits", Map.of("validation", part, "epochs", "2"));
  }

  /** The same, followed by what is made for its folder and its specification. */
  static Path in(Path home, BiFunction<RunFolder, RunSpec, TrainingListener> listener)
      throws IOException {
    return in(home, MODEL, "digits", Map.of(), listener);
  }

  /** The same on one's own data: 4x4 pictures in two classes. */
  static Path on(Path data, Path home) throws IOException {
    return in(home, OF_TWO_CLASSES, data.toString(), Map.of());
  }

  private static Path in(Path home, String network, String dataset, Map<String, String> overrides)
      throws IOException {
    return in(home, network, dataset, overrides, (folder, spec) -> new TrainingListener() {});
  }

  private static Path in(
      Path home,
      String network,
      String dataset,
      Map<String, String> overrides,
      BiFunction<RunFolder, RunSpec, TrainingListener> listener)
      throws IOException {
    Path model = Files.writeString(home.resolve("small.yaml"), network);
    LoadedPlugins plugins =
        LoadedPlugins.from(
            new PluginSources(List.of(), List.of(model), List.of(), new TreeMap<>()));
    Planner planner = new Planner(plugins.catalog(), new DatasetLocator(plugins.catalog(), home));
    RunSpec spec =
        planner.specify(
            new RunRequest("files", "small", "vector", Optional.of(dataset), "", overrides, 1, 1));
    RunFolder folder = RunFolder.forRun(home.resolve("runs"), spec);
    folder.writeSpec(spec);
    TrainingJob job = planner.prepare(spec);
    Trainer.Outcome outcome =
        new Trainer(job, folder, listener.apply(folder, spec)).run().orElseThrow();
    RunResult sample = SampleResult.of(spec, 0);
    outcome.testProbabilities().orElseThrow().write(folder);
    folder.writeResult(
        new RunResult(
            sample.schemaVersion(),
            spec,
            sample.parameters(),
            sample.multiplyAccumulates(),
            outcome.stopReason(),
            outcome.history(),
            outcome.testOutcome(),
            job.validation().stream().mapToInt(ImageSet::size).findFirst(),
            Optional.of(Signature.of(job.dataset())),
            OptionalLong.empty(),
            sample.provenance()));
    return folder.path();
  }
}
