package org.menagerie.runner.command;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.menagerie.api.model.ModelDefinition;
import org.menagerie.training.plan.RunRequest;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** How to train once, on whatever engine. */
final class RunOptions {
  @Mixin private RecipeOptions recipe = new RecipeOptions();

  @Option(
      names = "--seed",
      paramLabel = "N",
      defaultValue = "1",
      description = "Of all random choices (default: ${DEFAULT-VALUE}).")
  private long seed;

  @Option(
      names = "--threads",
      paramLabel = "N",
      description = "Processor threads of the engine (default: all processors).")
  private @Nullable Integer threads;

  RunRequest request(ModelDefinition model, String engine) {
    return recipe.request(model, engine, seed, Threads.orElse(threads, Threads.processors()));
  }

  /**
   * Where data sets are.
   *
   * @throws org.menagerie.api.error.MenagerieException if a directory was named that does not exist
   */
  Path dataDirectory(Path standard) {
    return recipe.dataDirectory(standard);
  }
}
