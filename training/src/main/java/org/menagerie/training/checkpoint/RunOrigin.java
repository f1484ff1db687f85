package org.menagerie.training.checkpoint;

import static java.util.Objects.requireNonNull;

import java.nio.file.Path;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.menagerie.api.error.ErrorCode;
import org.menagerie.api.error.MenagerieException;

/**
 * What a training is made from. A run that is resumed must come from the same, or its result would
 * name what half of its epochs never saw.
 *
 * @param run name of the run, which ends in its spec's hash
 * @param dataset SHA-256 of the data set's files, by name
 * @param plugins SHA-256 of the jars that its parts come from, by name
 */
public record RunOrigin(
    String run, SortedMap<String, String> dataset, SortedMap<String, String> plugins) {

  public RunOrigin {
    requireNonNull(run, "run is null");
    dataset = Collections.unmodifiableSortedMap(new TreeMap<>(dataset));
    plugins = Collections.unmodifiableSortedMap(new TreeMap<>(plugins));
  }

  /**
   * Makes sure that what was begun in {@code folder} is continued from the same.
   *
   * @throws MenagerieException if the data or a jar are others now
   */
  void requireSame(RunOrigin begun, Path folder) {
    difference(begun)
        .ifPresent(
            difference -> {
              throw new MenagerieException(
                  ErrorCode.INVALID_ARGUMENT,
                  "The run in %s was begun with other %s; bring that back to resume it, or train in another folder with --out."
                      .formatted(folder, difference));
            });
  }

  /** What another training of the same was made from and is not there now, in words. */
  public Optional<String> difference(RunOrigin begun) {
    return difference("data", begun.dataset, dataset)
        .or(() -> difference("plug-ins", begun.plugins, plugins));
  }

  private static Optional<String> difference(
      String what, Map<String, String> begun, Map<String, String> now) {
    if (begun.equals(now)) {
      return Optional.empty();
    }
    TreeMap<String, String> all = new TreeMap<>(begun);
    all.putAll(now);
    String changed =
        all.keySet().stream()
            .filter(name -> !now.getOrDefault(name, "").equals(begun.get(name)))
            .findFirst()
            .orElseThrow();
    return Optional.of("%s: %s is not what it was".formatted(what, changed));
  }
}
