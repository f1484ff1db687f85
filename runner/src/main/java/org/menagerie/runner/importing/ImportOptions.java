package org.menagerie.runner.importing;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.menagerie.api.error.ErrorCode;
import org.menagerie.api.error.MenagerieException;
import org.menagerie.api.model.ModelDefinition;
import org.menagerie.api.recipe.Normalization;
import org.menagerie.runner.options.DataDirectoryOption;
import org.menagerie.runner.options.ModelChoice;
import org.menagerie.runner.options.RecipeOptions;
import org.menagerie.runner.options.Threads;
import org.menagerie.training.catalog.Catalog;
import org.menagerie.training.plan.RunRequest;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What network the weights are of, and what it is tested with. */
final class ImportOptions {
  @Mixin private ModelChoice model = new ModelChoice();

  @Option(
      names = "--dataset",
      paramLabel = "NAME|PATH",
      description =
          "Data to test it on, whose images and classes are the network's, as \"runner train\""
              + " takes them (default: mnist if it is in the data directory, else the embedded"
              + " digits).")
  private @Nullable String dataset;

  @Option(
      names = "--mean",
      paramLabel = "M",
      split = ",",
      description =
          "Grey level, 0 to 1, that was 0 in its training; one, or one for each channel (default:"
              + " as \"runner train\" has it).")
  private double[] mean = {};

  @Option(
      names = "--std",
      paramLabel = "S",
      split = ",",
      description = "Grey levels, 0 to 1, that were 1 in its training, likewise.")
  private double[] std = {};

  @Option(
      names = "--engine",
      paramLabel = "ENGINE",
      defaultValue = RecipeOptions.DEFAULT_ENGINE,
      description = "What computes (default: ${DEFAULT-VALUE}); see \"runner list engines\".")
  private String engine = "";

  @Option(
      names = "--threads",
      paramLabel = "N",
      description = "Processor threads of the engine (default: all processors).")
  private @Nullable Integer threads;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      defaultValue = "runs",
      description = "Where the network's folder goes (default: ${DEFAULT-VALUE}).")
  private Path out = Path.of("runs");

  @Mixin private DataDirectoryOption dataDirectory = new DataDirectoryOption();

  /** The file of the model, if it is named so. */
  Optional<Path> modelFile() {
    return model.file();
  }

  /** The training that would have led to the network, as far as it matters to its test. */
  RunRequest request(Catalog catalog) {
    ModelDefinition definition = model.find(catalog);
    return new RunRequest(
        definition.zoo(),
        definition.name(),
        engine,
        Optional.ofNullable(dataset),
        "",
        Map.of(),
        1,
        Threads.orElse(threads, Threads.processors()));
  }

  boolean namesDataset() {
    return dataset != null;
  }

  /**
   * How images were normalized in its training; empty if nothing is said of it.
   *
   * @param channels of its images
   * @throws MenagerieException if there are other numbers than one, or one for each channel
   */
  Optional<Normalization> normalization(int channels) {
    if (mean.length == 0 && std.length == 0) {
      return Optional.empty();
    }
    if (mean.length != std.length || (mean.length != 1 && mean.length != channels)) {
      throw new MenagerieException(
          ErrorCode.INVALID_ARGUMENT,
          "--mean and --std go together, with one number each, or one for each channel of the images, which is %d, not %d and %d."
              .formatted(channels, mean.length, std.length));
    }
    return Optional.of(
        mean.length == 1
            ? Normalization.of(mean[0], std[0])
            : Normalization.ofChannels(
                IntStream.range(0, channels)
                    .mapToObj(channel -> Normalization.of(mean[channel], std[channel]))
                    .toList()));
  }

  Path out() {
    return out;
  }

  /**
   * The directory with data sets.
   *
   * @throws MenagerieException if a directory was named that does not exist
   */
  Path dataDirectory(Path standard) {
    return dataDirectory.existing(standard);
  }
}
