package org.menagerie.runner.compare;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.menagerie.api.model.ModelDefinition;
import org.menagerie.runner.options.RecipeOptions;
import org.menagerie.runner.options.Threads;
import org.menagerie.training.plan.RunRequest;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Options of all comparisons: engines, and how to train on them. */
final class CompareOptions {
  @Option(
      names = "--engines",
      paramLabel = "ENGINE",
      split = ",",
      description = {
        "Engines (default: " + RecipeOptions.DEFAULT_ENGINE + "; with --parity pytorch,",
        RecipeOptions.DEFAULT_ENGINE + ", the reference first)."
      })
  private List<String> engines = new ArrayList<>();

  @Mixin private RecipeOptions recipe = new RecipeOptions();

  @Option(
      names = "--threads",
      paramLabel = "N",
      description = "Processor threads of each engine (default: 1; with --parity all processors).")
  private @Nullable Integer threads;

  List<String> enginesOr(String... standard) {
    return engines.isEmpty() ? List.of(standard) : engines.stream().map(String::strip).toList();
  }

  int threadsOr(int standard) {
    return Threads.orElse(threads, standard);
  }

  RunRequest request(ModelDefinition model, String engine, long seed, int threadsOfEngine) {
    return recipe.request(model, engine, seed, threadsOfEngine);
  }

  /** See {@link RecipeOptions#requests}. */
  List<RunRequest> requests(ModelDefinition model, String engine, long seed, int threadsOfEngine) {
    return recipe.requests(model, engine, seed, threadsOfEngine);
  }

  boolean namesDataset() {
    return recipe.namesDataset();
  }

  /** See {@link RecipeOptions#caution}. */
  Optional<String> caution(String used, Path directory) {
    return recipe.caution(used, directory);
  }

  /**
   * The directory of data sets.
   *
   * @throws org.menagerie.api.error.MenagerieException if a directory was named that does not exist
   */
  Path dataDirectory(Path standard) {
    return recipe.dataDirectory(standard);
  }
}
