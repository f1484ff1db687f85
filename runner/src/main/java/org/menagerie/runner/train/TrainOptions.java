package org.menagerie.runner.train;

import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.menagerie.api.model.ModelDefinition;
import org.menagerie.runner.options.ModelChoice;
import org.menagerie.runner.options.RecipeOptions;
import org.menagerie.runner.options.Threads;
import org.menagerie.training.catalog.Catalog;
import org.menagerie.training.plan.RunRequest;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** One training: of which model, on which engine, how, and where its results go. */
public final class TrainOptions {
  @Mixin private ModelChoice model = new ModelChoice();

  @Option(
      names = "--engine",
      paramLabel = "ENGINE",
      defaultValue = RecipeOptions.DEFAULT_ENGINE,
      description = "Engine to train on (default: ${DEFAULT-VALUE}); see \"runner list engines\".")
  private String engine = "";

  @Mixin private RecipeOptions recipe = new RecipeOptions();

  @Option(
      names = "--seed",
      paramLabel = "N",
      defaultValue = "1",
      description = "Seed of all random choices (default: ${DEFAULT-VALUE}).")
  private long seed;

  @Option(
      names = "--threads",
      paramLabel = "N",
      description = "Processor threads of the engine (default: all processors).")
  private @Nullable Integer threads;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      defaultValue = "runs",
      description = {
        "Where the run's folder goes (default: ${DEFAULT-VALUE});",
        "a finished run there of fewer epochs is extended",
        "where the first epochs would be the same."
      })
  private Path out = Path.of("runs");

  @Option(
      names = "--tensorboard",
      paramLabel = "DIR",
      description = "Also write what TensorBoard shows into a folder of the run's name in DIR.")
  private @Nullable Path tensorBoard;

  /** The file of the model, if it is named so. */
  public Optional<Path> modelFile() {
    return model.file();
  }

  /**
   * The model to train.
   *
   * @throws org.menagerie.api.error.MenagerieException if there is no such model, or several
   */
  ModelDefinition model(Catalog catalog) {
    return model.find(catalog);
  }

  RunRequest request(ModelDefinition definition) {
    return recipe.request(definition, engine, seed, Threads.orElse(threads, Threads.processors()));
  }

  Path out() {
    return out;
  }

  /** The folder that TensorBoard is given, if it is to show the training. */
  Optional<Path> tensorBoard() {
    return Optional.ofNullable(tensorBoard);
  }

  /** See {@link RecipeOptions#caution}. */
  Optional<String> caution(String used, Path directory) {
    return recipe.caution(used, directory);
  }

  /**
   * The directory with data sets.
   *
   * @throws org.menagerie.api.error.MenagerieException if a directory was named that does not exist
   */
  Path dataDirectory(Path standard) {
    return recipe.dataDirectory(standard);
  }
}
