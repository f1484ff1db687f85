package org.menagerie.reports;

import static java.util.Comparator.comparing;
import static java.util.stream.Collectors.joining;

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
 * @param imported folders of networks that were imported, which are no evidence of a training
 * @param unreadable runs whose result cannot be read, by name
 */
public record StoredRuns(
    List<StoredRun> finished,
    List<Path> unfinished,
    List<Path> imported,
    List<Unreadable> unreadable) {
  /** How many runs a sentence names. */
  private static final int MOST_NAMES = 3;

  /** How the names of sweeps' own folders begin. */
  private static final String SWEEP_FOLDER = "sweep-";

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
    imported = List.copyOf(imported);
    unreadable = List.copyOf(unreadable);
  }

  /**
   * A run whose result cannot be read.
   *
   * @param folder of the run
   * @param reason a sentence that names file, field and remedy
   */
  public record Unreadable(Path folder, String reason) {}

  /**
   * Reads runs, each once.
   *
   * @param paths folders of runs, or folders that hold such folders
   * @throws MenagerieException if a path is neither
   */
  public static StoredRuns read(List<Path> paths) {
    SortedSet<Path> folders = new TreeSet<>();
    paths.forEach(path -> folders.addAll(runFoldersAt(path)));
    return of(folders);
  }

  /**
   * Reads the runs that a folder holds.
   *
   * @return no run, if there is no such folder or nothing in it
   * @throws MenagerieException if the folder cannot be listed
   */
  public static StoredRuns in(Path folder) {
    return of(
        Files.isDirectory(folder)
            ? new TreeSet<>(children(folder).stream().filter(StoredRuns::isRun).toList())
            : new TreeSet<>());
  }

  private static StoredRuns of(SortedSet<Path> folders) {
    List<StoredRun> finished = new ArrayList<>();
    List<Path> unfinished = new ArrayList<>();
    List<Path> imported = new ArrayList<>();
    List<Unreadable> unreadable = new ArrayList<>();
    for (Path path : folders) {
      RunFolder folder = new RunFolder(path);
      if (folder.isImported()) {
        imported.add(path);
        continue;
      }
      if (isWithoutResult(folder)) {
        unfinished.add(path);
        continue;
      }
      try {
        finished.add(new StoredRun(folder, folder.readResult()));
      } catch (MenagerieException e) {
        // One bad folder stops nothing.
        unreadable.add(new Unreadable(path, e.getMessage()));
      }
    }
    finished.sort(ORDER);
    return new StoredRuns(finished, unfinished, imported, unreadable);
  }

  /** For the readers of a report: which runs it lacks since they cannot be read. */
  public List<String> remarks() {
    return unreadable.isEmpty()
        ? List.of()
        : List.of(leftOut(unreadable.stream().map(Unreadable::folder).toList()));
  }

  /** A sentence on runs that a report lacks, at least one. */
  public static String leftOut(List<Path> folders) {
    String names =
        folders.stream()
            .limit(MOST_NAMES)
            .map(folder -> String.valueOf(folder.getFileName()))
            .collect(joining(", "));
    int more = folders.size() - MOST_NAMES;
    return "Left out, since %s cannot be read: %s%s."
        .formatted(
            folders.size() == 1 ? "its result" : "their results",
            names,
            more > 0 ? " and %,d more".formatted(more) : "");
  }

  /** The results alone, in order. */
  public List<RunResult> results() {
    return finished.stream().map(StoredRun::result).toList();
  }

  private static List<Path> runFoldersAt(Path path) {
    Path folder = path.toAbsolutePath().normalize();
    if (!Files.isDirectory(folder)) {
      throw missing("There is no folder %s".formatted(path));
    }
    if (isRun(folder)) {
      return List.of(folder);
    }
    List<Path> children = children(folder);
    List<Path> runs = children.stream().filter(StoredRuns::isRun).toList();
    if (runs.isEmpty() && children.stream().noneMatch(StoredRuns::isSweep)) {
      throw missing("There is no run in %s or in a folder right below it".formatted(path));
    }
    return runs;
  }

  private static List<Path> children(Path folder) {
    try (Stream<Path> listed = Files.list(folder)) {
      return listed.toList();
    } catch (IOException e) {
      throw new MenagerieException(
          ErrorCode.RESULT_UNREADABLE,
          "Cannot list %s (%s); make it readable.".formatted(folder, e),
          e);
    }
  }

  private static boolean isRun(Path folder) {
    RunFolder run = new RunFolder(folder);
    return Files.isDirectory(folder)
        && !(Files.notExists(run.specFile()) && isWithoutResult(run) && !run.isImported());
  }

  /** The folder of a sweep of its own; one shard of many may have had no run to train. */
  private static boolean isSweep(Path folder) {
    return Files.isDirectory(folder)
        && String.valueOf(folder.getFileName()).startsWith(SWEEP_FOLDER);
  }

  /** Not so of a folder that cannot be looked into: what is wrong with it comes from reading. */
  private static boolean isWithoutResult(RunFolder run) {
    return Files.notExists(run.resultFile());
  }

  private static MenagerieException missing(String problem) {
    return new MenagerieException(
        ErrorCode.INVALID_ARGUMENT,
        problem + "; name the folder of a run, or the folder that runs were written to.");
  }
}
