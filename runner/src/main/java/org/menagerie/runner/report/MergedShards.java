package org.menagerie.runner.report;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.toList;
import static java.util.stream.Collectors.toSet;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.menagerie.reports.StoredRun;
import org.menagerie.training.catalog.Catalog;
import org.menagerie.training.run.RunSpec;
import org.menagerie.training.sweep.ShardFile;

/**
 * What the folders of a plan's shards hold together: what is missing of the plan, and what was
 * trained more than once.
 */
final class MergedShards {
  /** How many runs a sentence names. */
  private static final int MOST_NAMES = 3;

  private final List<ShardFile> shards;
  private final List<StoredRun> finished;
  private final Catalog catalog;

  private MergedShards(List<ShardFile> shards, List<StoredRun> finished, Catalog catalog) {
    this.shards = shards;
    this.finished = finished;
    this.catalog = catalog;
  }

  /**
   * Those in folders of runs.
   *
   * @param finished runs in these folders
   * @param catalog knows the engines
   * @throws org.menagerie.api.error.MenagerieException if what a shard left cannot be read
   */
  static MergedShards in(List<Path> directories, List<StoredRun> finished, Catalog catalog) {
    List<ShardFile> shards =
        directories.stream()
            .map(directory -> directory.toAbsolutePath().normalize())
            .distinct()
            .flatMap(directory -> ShardFile.in(directory).stream())
            .toList();
    return new MergedShards(shards, finished, catalog);
  }

  /** Sentences on plans that are here as a whole. */
  List<String> whole() {
    return plans().stream()
        .filter(plan -> plan.remarks().isEmpty())
        .map(
            plan ->
                "Plan %s is complete: all its %s, of %s."
                    .formatted(
                        plan.name(), count(plan.size(), "run"), count(plan.shards(), "shard")))
        .toList();
  }

  /** Sentences on what is missing and what was trained more than once. */
  List<String> remarks() {
    return plans().stream().flatMap(plan -> plan.remarks().stream()).toList();
  }

  private List<Plan> plans() {
    return shards.stream()
        .collect(groupingBy(ShardFile::plan, LinkedHashMap::new, toList()))
        .values()
        .stream()
        .map(files -> new Plan(files, runs(files.get(0))))
        .toList();
  }

  /** The finished runs by the names that they have in a plan. */
  private Map<String, List<StoredRun>> runs(ShardFile plan) {
    Map<String, List<StoredRun>> runs =
        finished.stream()
            .collect(
                groupingBy(
                    run -> name(run.result().spec(), plan.threads()), TreeMap::new, toList()));
    runs.keySet().retainAll(plan.runs().stream().map(ShardFile.Member::run).collect(toSet()));
    return runs;
  }

  /** Of a run that is the same with any number of threads, the name that it has with so many. */
  private String name(RunSpec spec, int threads) {
    boolean anyThreads =
        catalog.engines().all().stream()
            .anyMatch(
                engine -> engine.name().equals(spec.engine()) && engine.isIndependentOfThreads());
    return (anyThreads ? spec.withThreads(threads) : spec).runName();
  }

  private static String count(int number, String of) {
    return number + " " + of + (number == 1 ? "" : "s");
  }

  /**
   * A plan.
   *
   * @param files of its shards, at least one
   * @param finished runs by name, each with all folders that hold it
   */
  private record Plan(List<ShardFile> files, Map<String, List<StoredRun>> finished) {
    private static final int HASH_DIGITS = 8;

    String name() {
      return files.get(0).plan().substring(0, HASH_DIGITS);
    }

    int size() {
      return files.get(0).runs().size();
    }

    int shards() {
      return files.get(0).shards();
    }

    List<String> remarks() {
      List<String> sentences = new ArrayList<>();
      if (isCutDifferently()) {
        sentences.add(cuts());
      } else {
        missing(sentences);
      }
      twice(sentences);
      return sentences;
    }

    private boolean isCutDifferently() {
      return files.stream().map(ShardFile::runs).distinct().count() > 1;
    }

    /** Where cuts differ, no run belongs to one shard, so that runs are named and not shards. */
    private String cuts() {
      String shards =
          files.stream()
              .map(file -> "%d/%d".formatted(file.shard(), file.shards()))
              .distinct()
              .collect(joining(", "));
      List<String> missing =
          files.get(0).runs().stream()
              .map(ShardFile.Member::run)
              .filter(run -> !finished.containsKey(run))
              .toList();
      int more = missing.size() - MOST_NAMES;
      String lack =
          missing.isEmpty()
              ? "none of its %s is missing".formatted(count(size(), "run"))
              : "%d of its %s %s missing: %s%s"
                  .formatted(
                      missing.size(),
                      count(size(), "run"),
                      missing.size() == 1 ? "is" : "are",
                      missing.stream().limit(MOST_NAMES).collect(joining(", ")),
                      more > 0 ? " and %d more".formatted(more) : "");
      return "Plan %s is here in shards of different cuts (%s), which do not add up; %s. Give all shards the same N in --shard K/N and the same --shard-times."
          .formatted(name(), shards, lack);
    }

    private void missing(List<String> sentences) {
      Map<Integer, Long> missing =
          files.get(0).runs().stream()
              .filter(member -> !finished.containsKey(member.run()))
              .collect(groupingBy(ShardFile.Member::shard, TreeMap::new, counting()));
      if (missing.isEmpty()) {
        return;
      }
      SortedSet<Integer> here = new TreeSet<>();
      files.forEach(file -> here.add(file.shard()));
      String places =
          missing.entrySet().stream()
              .map(
                  shard ->
                      "%d of shard %d/%d%s"
                          .formatted(
                              shard.getValue(),
                              shard.getKey(),
                              shards(),
                              here.contains(shard.getKey()) ? "" : " (not among these folders)"))
              .collect(joining(", "));
      long all = missing.values().stream().mapToLong(Long::longValue).sum();
      sentences.add(
          "Of the %s of plan %s %d %s missing here: %s."
              .formatted(count(size(), "run"), name(), all, all == 1 ? "is" : "are", places));
    }

    private void twice(List<String> sentences) {
      List<List<StoredRun>> doubled =
          finished.values().stream().filter(folders -> folders.size() > 1).toList();
      if (doubled.isEmpty()) {
        return;
      }
      String names =
          doubled.stream()
              .limit(MOST_NAMES)
              .map(
                  folders ->
                      folders.stream()
                          .map(run -> run.folder().path().toString())
                          .collect(joining(" and ")))
              .collect(joining("; "));
      int more = doubled.size() - MOST_NAMES;
      sentences.add(
          "Of the %s of plan %s %d %s here more than once, and each counts once: %s%s."
              .formatted(
                  count(size(), "run"),
                  name(),
                  doubled.size(),
                  doubled.size() == 1 ? "is" : "are",
                  names,
                  more > 0 ? "; and %d more".formatted(more) : ""));
    }
  }
}
