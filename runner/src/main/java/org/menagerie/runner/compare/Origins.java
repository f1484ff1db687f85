package org.menagerie.runner.compare;

import static java.util.stream.Collectors.joining;

import com.google.inject.Inject;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.menagerie.api.data.Dataset;
import org.menagerie.plugins.LoadedPlugins;
import org.menagerie.runner.report.AvailableData;
import org.menagerie.training.catalog.Catalog;
import org.menagerie.training.run.RunFolder;
import org.menagerie.training.run.RunResult;
import org.menagerie.training.sweep.PlannedRun;

/**
 * Finds runs that were made by another plug-in, or on other data, than are there now. Their
 * specifications do not tell, so that they count as finished all the same.
 */
final class Origins {
  private static final int MOST_NAMES = 3;

  private final LoadedPlugins plugins;
  private final Catalog catalog;

  @Inject
  Origins(LoadedPlugins plugins, Catalog catalog) {
    this.plugins = plugins;
    this.catalog = catalog;
  }

  /** A sentence on each plug-in and each data set that is another one now. */
  List<String> differing(List<PlannedRun> runs, Path dataDirectory) {
    AvailableData data = new AvailableData(catalog, dataDirectory);
    Map<String, Optional<Map<String, String>>> present = new HashMap<>();
    Map<String, List<RunFolder>> others = new LinkedHashMap<>();
    for (PlannedRun run : runs) {
      if (run.isFinished()) {
        RunResult result = run.folder().readResult();
        Optional<Map<String, String>> checksums =
            // What files of one's own hold is part of the specification.
            result.spec().data().isPresent()
                ? Optional.empty()
                : present.computeIfAbsent(
                    result.spec().dataset(), name -> data.find(result).map(Dataset::checksums));
        Stream.concat(otherJars(result), otherData(result, checksums))
            .forEach(
                other -> others.computeIfAbsent(other, key -> new ArrayList<>()).add(run.folder()));
      }
    }
    return others.entrySet().stream().map(e -> sentence(e.getKey(), e.getValue())).toList();
  }

  /** Known by what is in them: a jar may have another name now, or take part no longer. */
  private Stream<String> otherJars(RunResult result) {
    Map<String, String> then = result.provenance().pluginChecksums();
    Map<String, String> now = plugins.checksums(result.spec());
    List<String> others = without(now, then);
    return (others.isEmpty() ? without(then, now) : others)
        .stream().map(jar -> "by another " + jar + " than is");
  }

  private static List<String> without(Map<String, String> jars, Map<String, String> others) {
    return jars.keySet().stream().filter(jar -> !others.containsValue(jars.get(jar))).toList();
  }

  private static Stream<String> otherData(RunResult result, Optional<Map<String, String>> present) {
    return present
        .filter(checksums -> !checksums.equals(result.provenance().datasetChecksums()))
        .map(checksums -> "on other data of " + result.spec().dataset() + " than are")
        .stream();
  }

  private static String sentence(String other, List<RunFolder> folders) {
    boolean one = folders.size() == 1;
    String names =
        folders.stream()
            .limit(MOST_NAMES)
            .map(folder -> folder.path().getFileName().toString())
            .collect(joining(", "));
    int more = folders.size() - MOST_NAMES;
    return "%s made %s there now (%s%s) and %s compared as %s: to train %s again, move %s out of %s."
        .formatted(
            one ? "A finished run was" : folders.size() + " finished runs were",
            other,
            names,
            more > 0 ? " and %d more".formatted(more) : "",
            one ? "is" : "are",
            one ? "it is" : "they are",
            one ? "it" : "them",
            one ? "its folder" : "their folders",
            folders.get(0).path().getParent());
  }
}
