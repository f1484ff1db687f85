package org.menagerie.runner.trained;

import java.nio.file.Path;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Where runs are looked for, and which of their epochs is meant. */
final class EpochOptions {
  @Mixin private RunsOption runs = new RunsOption();

  @Option(
      names = "--best",
      description =
          "Take the best epoch instead of the last one; unless it was chosen on validation images,"
              + " its accuracy is optimistic.")
  private boolean best;

  /** See {@link RunsOption#run}. */
  Path run(String name) {
    return runs.run(name);
  }

  boolean best() {
    return best;
  }
}
