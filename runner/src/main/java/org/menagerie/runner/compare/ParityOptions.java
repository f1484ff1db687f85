package org.menagerie.runner.compare;

import java.util.List;
import org.menagerie.api.error.ErrorCode;
import org.menagerie.api.error.MenagerieException;
import org.menagerie.api.model.ModelDefinition;
import org.menagerie.runner.options.RecipeOptions;
import org.menagerie.runner.options.Threads;
import org.menagerie.training.parity.TracePlan;
import org.menagerie.training.plan.RunRequest;
import picocli.CommandLine.Option;

/**
 * The options of {@code --parity}: the part of a training over which engines are compared, and how
 * strictly.
 */
final class ParityOptions {
  private static final int TEST_IMAGES = 256;

  @Option(
      names = "--parity",
      description = "Compare engines step by step instead of models by their trainings.")
  private boolean asked;

  @Option(
      names = "--steps",
      paramLabel = "N",
      defaultValue = "20",
      description = "Optimizer steps to compare (default: ${DEFAULT-VALUE}).")
  private int steps;

  @Option(
      names = "--tolerance",
      paramLabel = "X",
      defaultValue = "0.005",
      description =
          "Largest relative deviation of engines that agree (default: ${DEFAULT-VALUE}; a learning"
              + " rate that is off by one percent makes 0.01).")
  private double tolerance;

  @Option(
      names = "--smooth",
      description =
          "Compare the network with SiLU for ReLU and means for maxima: gradients then have no"
              + " jumps, at which rounding alone can part engines that compute correctly.")
  private boolean smooth;

  @Option(
      names = "--seed",
      paramLabel = "N",
      defaultValue = "1",
      description = "Seed of all random choices (default: ${DEFAULT-VALUE}).")
  private long seed;

  @Option(names = "--json", description = "Print JSON.")
  private boolean json;

  /** Whether a comparison of engines is asked for. */
  boolean asked() {
    return asked;
  }

  /** One request for each engine, alike in all else. */
  List<RunRequest> requests(ModelDefinition model, CompareOptions shared) {
    List<String> engines = shared.enginesOr("pytorch", RecipeOptions.DEFAULT_ENGINE);
    if (engines.size() < 2) {
      throw new MenagerieException(
          ErrorCode.INVALID_ARGUMENT,
          "A comparison takes at least two engines, as in --engines pytorch,vector, not only %s."
              .formatted(String.join(", ", engines)));
    }
    int threads = shared.threadsOr(Threads.processors());
    return engines.stream().map(engine -> shared.request(model, engine, seed, threads)).toList();
  }

  TracePlan plan() {
    return new TracePlan(steps, TEST_IMAGES, smooth);
  }

  double tolerance() {
    return tolerance;
  }

  boolean json() {
    return json;
  }
}
