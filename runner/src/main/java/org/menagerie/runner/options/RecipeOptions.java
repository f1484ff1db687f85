package org.menagerie.runner.options;

import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.menagerie.api.model.ModelDefinition;
import org.menagerie.training.plan.RunRequest;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Options for what to train with: data, recipe and what the command line changes of it. */
public final class RecipeOptions {
  /** The engine where none is named: the fastest on small networks, on any machine. */
  public static final String DEFAULT_ENGINE = "vector";

  @Option(
      names = "--dataset",
      paramLabel = "NAME|DIR",
      description = {
        "mnist, digits, another data set's name, or a folder with four IDX files",
        "(default: mnist if it is in the data directory, else the embedded digits)."
      })
  private @Nullable String dataset;

  @Option(
      names = "--recipe",
      paramLabel = "RECIPE",
      defaultValue = "",
      description = "One of the model's recipes (default: its first); see \"runner describe\".")
  private String recipe = "";

  @Option(
      names = "--init",
      paramLabel = "RUN|FILE",
      description = {
        "Start from the weights of a run, or of a safetensors file, as far as names and shapes",
        "fit (default: all weights are drawn)."
      })
  private @Nullable Path init;

  @Mixin private SettingOptions settings = new SettingOptions();
  @Mixin private DataDirectoryOption dataDirectory = new DataDirectoryOption();

  public RunRequest request(ModelDefinition model, String engine, long seed, int threads) {
    return new RunRequest(
        model.zoo(),
        model.name(),
        engine,
        Optional.ofNullable(dataset),
        recipe,
        settings.overrides(),
        Optional.ofNullable(init),
        seed,
        threads);
  }

  /** The key of a recipe that an option of its own sets, such as {@code batch-size}. */
  public static Optional<String> settingOf(String option) {
    return SettingOptions.settingOf(option);
  }

  public boolean namesDataset() {
    return dataset != null;
  }

  /**
   * The directory of data sets.
   *
   * @throws org.menagerie.api.error.MenagerieException if a directory was named that does not exist
   */
  public Path dataDirectory(Path standard) {
    return dataDirectory.existing(standard);
  }
}
