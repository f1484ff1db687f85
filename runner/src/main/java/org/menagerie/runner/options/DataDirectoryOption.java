package org.menagerie.runner.options;

import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.menagerie.api.error.ErrorCode;
import org.menagerie.api.error.MenagerieException;
import picocli.CommandLine.Option;

/** {@code --data-dir}, as every command that reads or keeps data takes it. */
public final class DataDirectoryOption {
  @Option(
      names = "--data-dir",
      paramLabel = "DIR",
      description = "Where data sets are (default: $MENAGERIE_DATA, else ~/.menagerie/data).")
  private @Nullable Path directory;

  boolean isNamed() {
    return directory != null;
  }

  public Path orElse(Path standard) {
    return directory == null ? standard : directory;
  }

  /**
   * The directory of data sets, which exists.
   *
   * @throws MenagerieException if a directory was named that does not exist
   */
  public Path existing(Path standard) {
    if (directory != null && !Files.isDirectory(directory)) {
      throw new MenagerieException(
          ErrorCode.DATA_MISSING,
          "The data directory %s does not exist: make it, or name another with --data-dir."
              .formatted(directory));
    }
    return orElse(standard);
  }
}
