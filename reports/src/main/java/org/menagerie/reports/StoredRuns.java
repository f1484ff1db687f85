package org.menagerie.reports;

import static java.util.Comparator.comparing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.menagerie.api.error.ErrorCode;
import org.menagerie.api.error.MenagerieException;
import org.menagerie.training.run.RunFolder;
import org.menagerie.training.run.RunResult;
import org.menagerie.training.run.RunSpec;

/**
 * Runs found on disk.
 *
 * @param finished by zoo, model, engine, data set, seed and folder
 * @param unfinished folders of runs that have no result yet, by name
 */
public record StoredRuns(List<StoredRun> finished, List<Path> unfinished) {
  private static final Comparator<StoredRun> ORDER =
      comparing(
              (StoredRun run) -> run.result().spec(),
              comparing(RunSpec::zoo)
                  .thenComparing(RunSpec::model)
                  .thenComparing(RunSpec::engine)
                  .thenComparing(RunSpec::dataset)
                  .thenComparingLong(RunSpec::seed))
          .thenComparing(run -> run.folder().path());

  public StoredRuns {
    finished = List.copyOf(finished);
    unfinished = List.copyOf(unfinished);
  }

  /**
   * Reads runs, each once.
   *
   * @param paths folders of runs, or folders that hold such folders
   * @throws MenagerieException if a path is neither, or a finished run cannot be read
   */
  public static StoredRuns read(List<Path> paths) {
    SortedSet<Path> folders = new TreeSet<>();
    paths.forEach(path -> folders.addAll(runFoldersAt(path)));
    List<StoredRun> finished = new ArrayList<>();
    List<Path> unfinished = new ArrayList<>();
    for (Path path : folders) {
      RunFolder folder = new RunFolder(path);
      if (folder.isFinished()) {
        finished.add(new StoredRun(folder, folder.readResult()));
      } else {
        unfinished.add(path);
      }
    }
    finished.sort(ORDER);
    return new StoredRuns(finished, unfinished);
  }

  /** The results alone, in order. */
  public List<RunResult> results() {
    return finished.stream().map(StoredRun::result).toList();
  }

  private static List<Path> runFoldersAt(Path path) {
    Path folder = path.toAbsolutePath().normalize();
    if (!Files.isDirectory(folder)) {
      throw unreadable("There is no folder %s".formatted(path));
    }
    if (isRun(folder)) {
      return List.of(folder);
    }
    try (Stream<Path> children = Files.list(folder)) {
      List<Path> runs = children.filter(StoredRuns::isRun).toList();
      if (runs.isEmpty()) {
        throw unreadable("There is no run in %s or in a folder right below it".formatted(path));
      }
      return runs;
    } catch (IOException e) {
      throw new MenagerieException(
          ErrorCode.RESULT_UNREADABLE,
          "Cannot list %s (%s); make it readable.".formatted(path, e),
          e);
    }
  }

  private static boolean isRun(Path folder) {
    RunFolder run = new RunFolder(folder);
    return Files.exists(run.specFile()) || run.isFinished();
  }

  private static MenagerieException unreadable(String problem) {
    return new MenagerieException(
        ErrorCode.RESULT_UNREADABLE,
        problem + "; name the folder of a run, or the folder that runs were written to.");
  }
}
