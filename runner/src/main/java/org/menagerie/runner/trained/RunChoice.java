package org.menagerie.runner.trained;

import java.nio.file.Path;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code RUN}, as commands take it that use a trained network. */
public final class RunChoice {
  @Parameters(
      index = "0",
      paramLabel = "RUN",
      description = {
        "Folder of a finished run, a tag, the beginning of its name or of its hash in",
        "--runs, \"last\" (the one that was finished last), or best:ZOO/MODEL."
      })
  private String run = "";

  @Mixin private EpochOptions options = new EpochOptions();

  /** Whether the best epoch is meant. */
  public boolean best() {
    return options.best();
  }

  /**
   * The run's folder.
   *
   * @throws org.menagerie.api.error.MenagerieException if none is called so, or several are
   */
  public Path folder() {
    return options.run(run);
  }
}
