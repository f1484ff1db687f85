package org.menagerie.runner.lrfind;

import com.google.inject.Inject;
import com.google.inject.Provider;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.menagerie.runner.options.ModelChoice;
import org.menagerie.runner.options.PluginOptions;
import org.menagerie.runner.options.RecipeOptions;
import org.menagerie.runner.options.Threads;
import org.menagerie.training.finder.FinderPlan;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code runner lr-find}: which learning rates are worth trying. */
@Command(
    name = "lr-find",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Finds learning rates that are worth trying.",
      "Trains a few steps at learning rates that grow, and shows the loss at each.",
      "Nothing is stored but the curve that --output names.",
      "",
      "  runner lr-find --model progressive/model2 --output lr.svg",
      ""
    })
public final class LrFindCommand implements Callable<Integer> {
  private final Provider<LrFinding> finding;
  private final PluginOptions plugins;

  @Mixin private ModelChoice model = new ModelChoice();

  @Option(
      names = "--engine",
      paramLabel = "ENGINE",
      defaultValue = RecipeOptions.DEFAULT_ENGINE,
      description = "Engine to train on (default: ${DEFAULT-VALUE}).")
  private String engine = "";

  @Option(
      names = "--lowest",
      paramLabel = "X",
      defaultValue = "1e-5",
      description = "Learning rate of the first step (default: ${DEFAULT-VALUE}).")
  private double lowest;

  @Option(
      names = "--highest",
      paramLabel = "X",
      defaultValue = "10",
      description = "Learning rate of the last step (default: ${DEFAULT-VALUE}).")
  private double highest;

  @Option(
      names = "--steps",
      paramLabel = "N",
      defaultValue = "100",
      description = "Optimizer steps (default: ${DEFAULT-VALUE}).")
  private int steps;

  @Option(
      names = "--output",
      paramLabel = "FILE",
      description = "Write the curve to this file, as SVG.")
  private @Nullable Path output;

  @Option(names = "--json", description = "Print JSON.")
  private boolean json;

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

  @Inject
  LrFindCommand(Provider<LrFinding> finding, PluginOptions plugins) {
    this.finding = finding;
    this.plugins = plugins;
  }

  @Override
  public Integer call() {
    FinderPlan plan = new FinderPlan(lowest, highest, steps);
    model.file().ifPresent(plugins::addModel);
    finding
        .get()
        .run(
            catalog ->
                recipe.request(
                    model.find(catalog),
                    engine,
                    seed,
                    Threads.orElse(threads, Threads.processors())),
            recipe,
            plan,
            Optional.ofNullable(output),
            json);
    return 0;
  }
}
