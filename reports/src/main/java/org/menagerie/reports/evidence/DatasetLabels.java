package org.menagerie.reports.evidence;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toSet;

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

  private final Map<String, Set<Map<String, String>>> checksums;

  private DatasetLabels(Map<String, Set<Map<String, String>>> checksums) {
    this.checksums = checksums;
  }

  /** For these runs. */
  static DatasetLabels of(List<RunResult> runs) {
    return new DatasetLabels(
        runs.stream()
            .collect(
                groupingBy(
                    DatasetLabels::name,
                    mapping(run -> run.provenance().datasetChecksums(), toSet()))));
  }

  /**
   * The label of one of the runs' data: MNIST by its own name, other data by their provider's or
   * their folder's last one; followed by the start of a file's SHA-256 where other runs have other
   * data of that name.
   */
  String of(RunResult run) {
    String name = name(run);
    Set<Map<String, String>> variants = checksums.getOrDefault(name, Set.of());
    SortedMap<String, String> own = new TreeMap<>(run.provenance().datasetChecksums());
    return own.entrySet().stream()
        .filter(file -> variants.stream().anyMatch(other -> isOther(other, file)))
        .findFirst()
        .map(file -> name + " (SHA-256 " + start(file.getValue()) + ")")
        .orElse(name);
  }

  private static boolean isOther(Map<String, String> other, Map.Entry<String, String> file) {
    return !file.getValue().equals(other.get(file.getKey()));
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
