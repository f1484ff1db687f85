package org.menagerie.runner.command;

import java.nio.file.Path;
import org.menagerie.api.model.ModelDefinition;
import org.menagerie.training.plan.RunRequest;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** One training: on which engine, how, and where its results go. */
final class TrainOptions {
  @Option(
      names = "--engine",
      paramLabel = "ENGINE",
      defaultValue = DefaultEngine.NAME,
      description = "What computes (default: ${DEFAULT-VALUE}); see \"runner list engines\".")
  private String engine = "";

  @Mixin private RunOptions run = new RunOptions();

  @Option(
      names = "--out",
      paramLabel = "DIR",
      defaultValue = "runs",
      description = "Where the run's folder goes (default: ${DEFAULT-VALUE}).")
  private Path out = Path.of("runs");

  RunRequest request(ModelDefinition model) {
    return run.request(model, engine);
  }

  Path out() {
    return out;
  }

  /**
   * Where data sets are.
   *
   * @throws org.menagerie.api.error.MenagerieException if a directory was named that does not exist
   */
  Path dataDirectory(Path standard) {
    return run.dataDirectory(standard);
  }
}
