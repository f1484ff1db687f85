package org.menagerie.runner.trained;

import static java.util.Comparator.comparingDouble;
import static java.util.stream.Collectors.joining;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.menagerie.api.error.ErrorCode;
import org.menagerie.api.error.MenagerieException;
import org.menagerie.training.run.EpochMetrics;
import org.menagerie.training.run.RunFolder;
import org.menagerie.training.run.RunResult;

/**
 * What people call finished runs by.
 *
 * @param runs the folder in which short names are looked for
 */
record RunNames(Path runs) {
  static final String LAST = "last";

  /** Before a model: the best of its runs. */
  private static final String BEST = "best:";

  /** What sets apart the runs of one specification that were trained again. */
  private static final Pattern AGAIN = Pattern.compile("\\.\\d+$");

  private static final int SHORTEST = 3;
  private static final int SHOWN = 4;

  /**
   * The folder of a run.
   *
   * @throws MenagerieException if none is called so, or several are
   */
  Path folder(String run) {
    if (run.isBlank()) {
      throw wrong(
          "The name of a run is empty: name a run's folder, as \"runner train\" prints it in the end.");
    }
    try {
      Path named = Path.of(run);
      if (Files.isDirectory(named)) {
        return named;
      }
    } catch (InvalidPathException e) {
      // Then it is a short name, if anything.
    }
    if (run.equals(LAST)) {
      return last();
    }
    return run.startsWith(BEST) ? best(run.substring(BEST.length())) : only(run);
  }

  /**
   * The run of a model with the highest accuracy: of the validation images where all have some, so
   * that the test images have no part in the choice, and of the test images else.
   */
  private Path best(String model) {
    Map<Path, RunResult> results = new LinkedHashMap<>();
    for (Path folder : finished()) {
      // What is best is said of trainings.
      if (new RunFolder(folder).isImported() || isOfAnother(folder, model)) {
        continue;
      }
      RunResult result = new RunFolder(folder).readResult();
      if (result.spec().modelId().equals(model)) {
        results.put(folder, result);
      }
    }
    Set<String> datasets =
        results.values().stream()
            .map(result -> result.spec().dataset())
            .collect(Collectors.toCollection(TreeSet::new));
    if (datasets.size() > 1) {
      throw wrong(
          "The runs of %s in %s are on different data sets, %s, whose accuracies say nothing of each other; name one of them, as \"runner list runs\" shows them."
              .formatted(model, runs, String.join(", ", datasets)));
    }
    boolean validated = results.values().stream().allMatch(RunResult::isValidated);
    return results.entrySet().stream()
        .max(
            comparingDouble(
                run -> {
                  EpochMetrics last = run.getValue().finalEpoch();
                  return validated
                      ? last.validation().orElseThrow().accuracy()
                      : last.testAccuracy();
                }))
        .map(Map.Entry::getKey)
        .orElseThrow(() -> wrong("There is no finished run of %s in %s.".formatted(model, runs)));
  }

  /** Known without the result, so that one that is damaged matters to its own model alone. */
  private static boolean isOfAnother(Path folder, String model) {
    try {
      return !new RunFolder(folder).readSpec().modelId().equals(model);
    } catch (MenagerieException e) {
      // Then the result says it.
      return false;
    }
  }

  private Path last() {
    return finished().stream()
        .max(Comparator.comparing(RunNames::finishedAt).thenComparing(Path::toString))
        .orElseThrow(() -> wrong("There is no finished run in %s.".formatted(runs)));
  }

  private static FileTime finishedAt(Path folder) {
    try {
      RunFolder run = new RunFolder(folder);
      return Files.getLastModifiedTime(run.isImported() ? run.importFile() : run.resultFile());
    } catch (IOException e) {
      // It has just been removed.
      return FileTime.fromMillis(0);
    }
  }

  private Path only(String run) {
    List<Path> tagged =
        finished().stream().filter(folder -> RunTags.of(folder).contains(run)).toList();
    List<Path> found =
        !tagged.isEmpty() || run.length() < SHORTEST
            ? tagged
            : finished().stream().filter(folder -> isMeant(folder, run)).toList();
    if (found.size() == 1) {
      return found.get(0);
    }
    if (found.isEmpty()) {
      throw wrong(
          "There is no folder %s, and no finished run in %s that is tagged so or whose name or hash begins so; name a run's folder, as \"runner train\" prints it in the end."
              .formatted(run, runs));
    }
    throw wrong(
        "%d finished runs in %s are called %s...: %s%s; write more of the name or the hash."
            .formatted(
                found.size(),
                runs,
                run,
                found.stream().limit(SHOWN).map(RunNames::name).collect(joining(", ")),
                found.size() > SHOWN ? ", ..." : ""));
  }

  private static boolean isMeant(Path folder, String run) {
    return name(folder).startsWith(run) || hash(folder).startsWith(run);
  }

  /** The hash that a run's name ends in. */
  static String hash(Path folder) {
    String name = name(folder);
    return AGAIN.matcher(name.substring(name.lastIndexOf('-') + 1)).replaceFirst("");
  }

  private static String name(Path folder) {
    return String.valueOf(folder.getFileName());
  }

  /** All finished runs and imported networks, by their names. */
  List<Path> finished() {
    if (!Files.isDirectory(runs)) {
      return List.of();
    }
    try (Stream<Path> folders = Files.list(runs)) {
      return folders
          .filter(
              folder -> {
                RunFolder run = new RunFolder(folder);
                return run.isFinished() || run.isImported();
              })
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new MenagerieException(
          ErrorCode.RESULT_UNREADABLE,
          "Cannot look for runs in %s: %s.".formatted(runs, e.getMessage()),
          e);
    }
  }

  private static MenagerieException wrong(String sentence) {
    return new MenagerieException(ErrorCode.INVALID_ARGUMENT, sentence);
  }
}
