package org.menagerie.runner.command;

import java.nio.file.Path;
import java.util.List;
import org.menagerie.api.error.ErrorCode;
import org.menagerie.api.error.MenagerieException;
import org.menagerie.api.model.ModelDefinition;
import org.menagerie.training.parity.TracePlan;
import org.menagerie.training.plan.RunRequest;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Which engines are held against each other, over how much of a training, and how strictly. */
final class ParityOptions {
  private static final int TEST_IMAGES = 256;

  @Option(
      names = "--engines",
      paramLabel = "ENGINE",
      split = ",",
      defaultValue = "pytorch,mxnet",
      description = "Engines, the reference first (default: ${DEFAULT-VALUE}).")
  private List<String> engines = List.of();

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

  @Mixin private RunOptions run = new RunOptions();

  @Option(names = "--json", description = "Print JSON.")
  private boolean json;

  /** One request for each engine, alike in all else. */
  List<RunRequest> requests(ModelDefinition model) {
    if (engines.size() < 2) {
      throw new MenagerieException(
          ErrorCode.INVALID_ARGUMENT,
          "A comparison takes at least two engines, as in --engines pytorch,mxnet, not only %s."
              .formatted(String.join(", ", engines)));
    }
    return engines.stream().map(engine -> run.request(model, engine.strip())).toList();
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

  /**
   * Where data sets are.
   *
   * @throws MenagerieException if a directory was named that does not exist
   */
  Path dataDirectory(Path standard) {
    return run.dataDirectory(standard);
  }
}
