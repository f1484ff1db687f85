package org.menagerie.runner.describe;

import org.jspecify.annotations.Nullable;
import org.menagerie.runner.options.RecipeOptions;
import org.menagerie.runner.options.Threads;
import picocli.CommandLine.Option;

/** {@code --profile [--engine ENGINE] [--threads N]}. */
final class ProfileOptions {
  @SuppressWarnings("UnusedVariable") // That there is a group says that it was given.
  @Option(
      names = "--profile",
      required = true,
      description = {
        "Measure instead the time of each layer in a training step:",
        "in batches of the default recipe's size, for ten seconds."
      })
  private boolean asked;

  @Option(
      names = "--engine",
      paramLabel = "ENGINE",
      defaultValue = RecipeOptions.DEFAULT_ENGINE,
      description =
          "Engine that --profile trains on, if it can time single layers (default:"
              + " ${DEFAULT-VALUE}).")
  private String engine = "";

  @Option(
      names = "--threads",
      paramLabel = "N",
      description = "Processor threads of the engine (default: all processors).")
  private @Nullable Integer threads;

  String engine() {
    return engine;
  }

  /**
   * The threads asked for, or all.
   *
   * @throws org.menagerie.api.error.MenagerieException if there are not so many
   */
  int threads() {
    return Threads.orElse(threads, Threads.processors());
  }
}
