package org.menagerie.runner.runs;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.menagerie.api.error.MenagerieException;
import org.menagerie.runner.trained.RunTags;
import org.menagerie.training.run.ImportedNetwork;
import org.menagerie.training.run.RunFolder;
import org.menagerie.training.run.RunResult;
import org.menagerie.training.run.RunSpec;

/**
 * A run as lists have it.
 *
 * @param folder of the run
 * @param hash of its specification, which names it; with a number if it was trained again
 * @param state a word: finished, imported, unfinished or unreadable
 * @param recipe its name; none of an imported network, nor has that a seed
 * @param epochs that were trained
 * @param accuracy of the final epoch on the test images, in percent
 * @param finishedAt in UTC
 */
record RunRow(
    String folder,
    String hash,
    String state,
    String model,
    String engine,
    String dataset,
    String recipe,
    long seed,
    int epochs,
    OptionalDouble accuracy,
    List<String> tags,
    Optional<String> finishedAt) {
  private static final String IMPORTED = "imported";

  /** The run in a folder; none if the folder holds no run. */
  static Optional<RunRow> of(Path path) {
    RunFolder folder = new RunFolder(path);
    try {
      if (folder.isImported()) {
        return Optional.of(of(path, folder.readImport()));
      }
      if (folder.isFinished()) {
        RunResult result = folder.readResult();
        return Optional.of(
            row(
                path,
                "finished",
                result.spec(),
                result.history().size(),
                OptionalDouble.of(result.finalEpoch().testAccuracy()),
                Optional.of(result.provenance().finishedAt())));
      }
      if (!Files.exists(folder.specFile())) {
        return Optional.empty();
      }
      return Optional.of(
          row(
              path,
              "unfinished",
              folder.readSpec(),
              folder.readEvents().size(),
              OptionalDouble.empty(),
              Optional.empty()));
    } catch (MenagerieException e) {
      return Optional.of(
          new RunRow(
              path.toString(),
              hash(path),
              "unreadable",
              "",
              "",
              "",
              "",
              0,
              0,
              OptionalDouble.empty(),
              RunTags.of(path),
              Optional.empty()));
    }
  }

  private static RunRow of(Path path, ImportedNetwork imported) {
    RunSpec spec = imported.spec();
    return new RunRow(
        path.toString(),
        hash(path),
        IMPORTED,
        spec.modelId(),
        spec.engine(),
        spec.dataset(),
        "",
        0,
        0,
        OptionalDouble.of(imported.test().accuracy()),
        RunTags.of(path),
        Optional.of(imported.importedAt()));
  }

  boolean isImported() {
    return state.equals(IMPORTED);
  }

  private static RunRow row(
      Path path,
      String state,
      RunSpec spec,
      int epochs,
      OptionalDouble accuracy,
      Optional<String> finishedAt) {
    return new RunRow(
        path.toString(),
        hash(path),
        state,
        spec.modelId(),
        spec.engine(),
        spec.dataset(),
        spec.recipe().name(),
        spec.seed(),
        epochs,
        accuracy,
        RunTags.of(path),
        finishedAt);
  }

  private static String hash(Path path) {
    String name = String.valueOf(path.getFileName());
    return name.substring(name.lastIndexOf('-') + 1);
  }
}
