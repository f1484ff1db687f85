package org.menagerie.reports.evidence;

import static java.util.stream.Collectors.collectingAndThen;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toSet;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.menagerie.reports.Mnist;
import org.menagerie.training.run.RunResult;

/** Labels that tell the data sets of given runs apart, also where two folders share a name. */
final class DatasetLabels {
  private static final int DIGITS = 8;

  /** By name, the files in which data of that name differ. */
  private final Map<String, Set<String>> differing;

  private DatasetLabels(Map<String, Set<String>> differing) {
    this.differing = differing;
  }

  /** For these runs. */
  static DatasetLabels of(List<RunResult> runs) {
    return new DatasetLabels(
        runs.stream()
            .collect(
                groupingBy(
                    DatasetLabels::name,
                    mapping(
                        run -> Map.copyOf(run.provenance().datasetChecksums()),
                        collectingAndThen(toSet(), DatasetLabels::differing)))));
  }

  /**
   * The label of one of the runs' data: MNIST by its own name, other data by their provider's or
   * their folder's last one; followed by the start of a file's SHA-256 where other runs have other
   * data of that name.
   */
  String of(RunResult run) {
    String name = name(run);
    Set<String> others = differing.getOrDefault(name, Set.of());
    SortedMap<String, String> own = new TreeMap<>(run.provenance().datasetChecksums());
    return own.entrySet().stream()
        .filter(file -> others.contains(file.getKey()))
        .findFirst()
        .map(file -> name + " (SHA-256 " + start(file.getValue()) + ")")
        .orElse(name);
  }

  private static Set<String> differing(Set<Map<String, String>> variants) {
    Map<String, Set<String>> values = new HashMap<>();
    Map<String, Integer> having = new HashMap<>();
    for (Map<String, String> variant : variants) {
      variant.forEach(
          (file, checksum) -> {
            values.computeIfAbsent(file, key -> new HashSet<>()).add(checksum);
            having.merge(file, 1, Integer::sum);
          });
    }
    Set<String> differing = new HashSet<>(values.keySet());
    differing.removeIf(
        file ->
            Integer.valueOf(variants.size()).equals(having.get(file))
                && Integer.valueOf(1).equals(values.getOrDefault(file, Set.of()).size()));
    return differing;
  }

  private static String start(String checksum) {
    return checksum.substring(0, Math.min(DIGITS, checksum.length()));
  }

  private static String name(RunResult run) {
    String name = run.spec().dataset();
    return Mnist.isDataOf(run)
        ? "MNIST"
        : name.substring(1 + Math.max(name.lastIndexOf('/'), name.lastIndexOf('\\')));
  }
}
