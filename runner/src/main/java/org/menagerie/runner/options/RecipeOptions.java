package org.menagerie.runner.options;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.menagerie.api.error.ErrorCode;
import org.menagerie.api.error.MenagerieException;
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
        "schedule, augmentation, loss, label_smoothing, clip_norm, mean, std,",
        "patience, target_accuracy."
      })
  private List<String> settings = new ArrayList<>();

  @Mixin private DataDirectoryOption dataDirectory = new DataDirectoryOption();

  public RunRequest request(ModelDefinition model, String engine, long seed, int threads) {
    return new RunRequest(
        model.zoo(),
        model.name(),
        engine,
        Optional.ofNullable(dataset),
        recipe,
        overrides(),
        seed,
        threads);
  }

  /** The key of a recipe that an option of its own sets, such as {@code batch-size}. */
  public static Optional<String> settingOf(String option) {
    return List.of("epochs", "lr", "batch-size").contains(option)
        ? Optional.of(option.replace('-', '_'))
        : Optional.empty();
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

  /** Settings in the order in which they are applied: those of {@code --set} first. */
  private Map<String, String> overrides() {
    Map<String, String> values = new LinkedHashMap<>();
    Map<String, String> asTyped = new HashMap<>();
    for (String setting : settings) {
      int equals = setting.indexOf('=');
      if (equals < 1) {
        throw new MenagerieException(
            ErrorCode.INVALID_ARGUMENT,
            "--set takes KEY=VALUE, such as --set momentum=0.9, not \"%s\".".formatted(setting));
      }
      String key = setting.substring(0, equals).strip();
      requireOnce(key, "--set " + setting, asTyped);
      values.put(key, setting.substring(equals + 1));
    }
    put(values, "epochs", epochs, asTyped);
    put(values, "lr", learningRate, asTyped);
    put(values, "batch-size", batchSize, asTyped);
    return values;
  }

  private static void put(
      Map<String, String> values,
      String option,
      @Nullable String value,
      Map<String, String> asTyped) {
    if (value != null) {
      String key = settingOf(option).orElseThrow();
      requireOnce(key, "--" + option + " " + value, asTyped);
      values.put(key, value);
    }
  }

  private static void requireOnce(String key, String typed, Map<String, String> asTyped) {
    String before = asTyped.put(key, typed);
    if (before != null) {
      throw new MenagerieException(
          ErrorCode.INVALID_ARGUMENT,
          "%s is set twice, by %s and by %s: leave one of them out.".formatted(key, before, typed));
    }
  }
}
