package org.menagerie.runner.trained;

import java.nio.file.Path;
import picocli.CommandLine.Option;

/** {@code --runs}: where runs are looked for by short names. */
public final class RunsOption {
  @Option(
      names = "--runs",
      paramLabel = "DIR",
      defaultValue = "runs",
      description = "Where short names are looked for (default: ${DEFAULT-VALUE}).")
  private Path runs = Path.of("");

  /** The folder that holds runs. */
  public Path folder() {
    return runs;
  }

  /**
   * The folder of a finished run.
   *
   * @param run its folder, a tag, the beginning of its name or hash, {@code last}, or {@code
   *     best:ZOO/MODEL}
   * @throws org.menagerie.api.error.MenagerieException if none is called so, or several are
   */
  public Path run(String run) {
    return new RunNames(runs).folder(run);
  }
}
