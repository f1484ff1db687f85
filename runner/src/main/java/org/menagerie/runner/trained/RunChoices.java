package org.menagerie.runner.trained;

import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code RUN...}, as commands take it that use several trained networks. */
public final class RunChoices {
  @Parameters(
      index = "0..*",
      arity = "1..*",
      paramLabel = "RUN",
      description =
          "Folders of finished runs, tags, the beginnings of their names or of their hashes in"
              + " --runs, \"last\" (the one that was finished last), or best:ZOO/MODEL.")
  private List<String> runs = List.of();

  @Mixin private EpochOptions options = new EpochOptions();

  /** Whether the best epochs are meant. */
  public boolean best() {
    return options.best();
  }

  /**
   * The runs' folders.
   *
   * @throws org.menagerie.api.error.MenagerieException if none is called so, or several are
   */
  public List<Path> folders() {
    return runs.stream().map(options::run).toList();
  }
}
