package org.menagerie.runner.command;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** {@code --data-dir}, as every command that reads or keeps data takes it. */
final class DataDirectoryOption {
  @Option(
      names = "--data-dir",
      paramLabel = "DIR",
      description = "Where data sets are (default: $MENAGERIE_DATA, else ~/.menagerie/data).")
  private @Nullable Path directory;

  Path orElse(Path standard) {
    return directory == null ? standard : directory;
  }

  boolean isGiven() {
    return directory != null;
  }
}
