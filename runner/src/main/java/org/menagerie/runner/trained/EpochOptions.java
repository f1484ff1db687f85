package org.menagerie.runner.trained;

import java.nio.file.Path;
import picocli.CommandLine.Option;

/** Where runs are looked for, and which of their epochs is meant. */
final class EpochOptions {
  @Option(
      names = "--runs",
      paramLabel = "DIR",
      defaultValue = "runs",
      description = "Where short names are looked for (default: ${DEFAULT-VALUE}).")
  private Path runs = Path.of("");

  @Option(
      names = "--best",
      description =
          "Take the best epoch instead of the last one; unless it was chosen on validation images,"
              + " its accuracy is optimistic.")
  private boolean best;

  RunNames names() {
    return new RunNames(runs);
  }

  boolean best() {
    return best;
  }
}
