package org.menagerie.runner.options;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.menagerie.api.model.ModelDefinition;
import org.menagerie.training.plan.RecipeKey;
import org.menagerie.training.plan.RunRequest;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What to train with: data, recipe and what the command line changes of it. */
public final class RecipeOptions {
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

  @Option(names = "--epochs", paramLabel = "N", description = "Passes over the training images.")
  private @Nullable String epochs;

  @Option(names = "--lr", paramLabel = "X", description = "Learning rate of the optimizer.")
  private @Nullable String learningRate;

  @Option(names = "--batch-size", paramLabel = "N", description = "Images per optimizer step.")
  private @Nullable String batchSize;

  @Option(
      names = "--set",
      paramLabel = "KEY=VALUE",
      description = {
        "Sets any key of the recipe, as often as needed:",
        "epochs, batch_size, optimizer, lr, momentum, nesterov, weight_decay,",
        "schedule, augmentation, label_smoothing, clip_norm, mean, std,",
        "patience, target_accuracy."
      })
  private Map<String, String> settings = new LinkedHashMap<>();

  @Mixin private DataDirectoryOption dataDirectory = new DataDirectoryOption();

  public RunRequest request(ModelDefinition model, String engine, long seed, int threads) {
    Map<String, String> overrides = new LinkedHashMap<>(settings);
    put(overrides, RecipeKey.EPOCHS, epochs);
    put(overrides, RecipeKey.LR, learningRate);
    put(overrides, RecipeKey.BATCH_SIZE, batchSize);
    return new RunRequest(
        model.zoo(),
        model.name(),
        engine,
        Optional.ofNullable(dataset),
        recipe,
        overrides,
        seed,
        threads);
  }

  public boolean namesDataset() {
    return dataset != null;
  }

  /**
   * Where data sets are.
   *
   * @throws org.menagerie.api.error.MenagerieException if a directory was named that does not exist
   */
  public Path dataDirectory(Path standard) {
    return dataDirectory.existing(standard);
  }

  private static void put(Map<String, String> overrides, RecipeKey key, @Nullable String value) {
    if (value != null) {
      overrides.put(key.key(), value);
    }
  }
}
