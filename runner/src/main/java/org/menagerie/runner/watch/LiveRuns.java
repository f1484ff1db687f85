package org.menagerie.runner.watch;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.menagerie.api.error.ErrorCode;
import org.menagerie.api.error.MenagerieException;
import org.menagerie.training.run.RunFolder;
import org.menagerie.training.run.RunJson;
import org.menagerie.training.run.RunSpec;
import org.menagerie.training.sweep.Refusals;
import org.menagerie.training.sweep.SweepPlan;

/**
 * The runs of some folders, those that are only planned too. Looked at often, it reads what has
 * changed; now and then it searches for further runs.
 */
final class LiveRuns {
  /** Files of sweeps, with what they plan. */
  private static final String SWEEPS = "sweep-*";

  private static final String SHARDS = "shard-*-of-*";

  /** Every so many looks it searches for more; what is finished hardly changes either. */
  private static final int SEARCHES = 16;

  private final List<Path> directories;
  private final Map<Path, RunReading> readings = new LinkedHashMap<>();
  private final Map<Path, Long> plans = new LinkedHashMap<>();

  /** Why sweeps refused runs, by the names of those; of each sweep's folder. */
  private final Map<Path, SweepRefusals> refusals = new LinkedHashMap<>();

  private int looks;

  /**
   * The runs at some places.
   *
   * @param directories run folders, folders that hold such folders, or folders of sweeps
   * @throws MenagerieException if one does not exist
   */
  LiveRuns(List<Path> directories) {
    this.directories = directories.stream().map(Path::toAbsolutePath).map(Path::normalize).toList();
    this.directories.forEach(LiveRuns::requireFolder);
  }

  private static void requireFolder(Path folder) {
    if (!Files.isDirectory(folder)) {
      throw new MenagerieException(
          ErrorCode.INVALID_ARGUMENT,
          "There is no folder %s; name the folder of a run, or the folder that runs are written to."
              .formatted(folder));
    }
  }

  /** All runs, in the order in which they were planned or found; unchanged ones are the same. */
  List<LiveRun> look() {
    boolean all = looks % SEARCHES == 0;
    if (all) {
      directories.forEach(this::search);
    }
    looks++;
    Map<String, String> refused = refused();
    List<LiveRun> runs = new ArrayList<>();
    readings.forEach(
        (path, reading) -> {
          Optional<String> reason =
              Optional.ofNullable(refused.get(String.valueOf(path.getFileName())));
          (all || !reading.isOver() ? reading.look(reason) : reading.known()).ifPresent(runs::add);
        });
    return runs;
  }

  /** What a sweep's file said when it was last changed. */
  private record SweepRefusals(long time, Map<String, String> reasons) {}

  /** Those of all sweeps; read again where they have changed. */
  private Map<String, String> refused() {
    Map<String, String> all = new HashMap<>();
    for (Path plan : plans.keySet()) {
      Path sweep = requireNonNull(plan.getParent());
      long time = Refusals.file(sweep).toFile().lastModified();
      SweepRefusals known = refusals.get(sweep);
      if (known == null || known.time != time) {
        known = new SweepRefusals(time, Refusals.in(sweep).reasons());
        refusals.put(sweep, known);
      }
      all.putAll(known.reasons);
    }
    return all;
  }

  private void search(Path directory) {
    if (Files.exists(plan(directory))) {
      // The folder of a sweep, or of one of its shards, is inside that of the runs.
      boolean isShard = String.valueOf(directory.getFileName()).startsWith("shard-");
      read(plan(directory), directory.resolve(isShard ? "../.." : "..").normalize());
      return;
    }
    for (Path sweep : children(directory, SWEEPS)) {
      read(plan(sweep), directory);
      children(sweep, SHARDS).forEach(shard -> read(plan(shard), directory));
    }
    if (Files.exists(new RunFolder(directory).specFile())) {
      found(directory);
    } else {
      children(directory, "*").stream()
          .filter(child -> Files.exists(new RunFolder(child).specFile()))
          .forEach(this::found);
    }
  }

  private void found(Path folder) {
    readings.computeIfAbsent(folder, path -> new RunReading(new RunFolder(path), Optional.empty()));
  }

  private static Path plan(Path sweep) {
    return sweep.resolve("plan.json");
  }

  /** Takes up what a sweep plans, if that has changed. */
  private void read(Path plan, Path out) {
    long time = plan.toFile().lastModified();
    if (time == 0 || Long.valueOf(time).equals(plans.put(plan, time))) {
      return;
    }
    try {
      for (RunSpec spec : RunJson.compact().readValue(plan.toFile(), SweepPlan.class).runs()) {
        readings.computeIfAbsent(
            out.resolve(spec.runName()),
            path -> new RunReading(new RunFolder(path), Optional.of(spec)));
      }
    } catch (IOException | MenagerieException e) {
      // Of another version, or damaged: the runs that were begun are found without it.
      return;
    }
  }

  private static List<Path> children(Path folder, String glob) {
    List<Path> found = new ArrayList<>();
    try (DirectoryStream<Path> listed = Files.newDirectoryStream(folder, glob)) {
      listed.forEach(found::add);
    } catch (IOException e) {
      // Not readable now; it is searched again.
      return List.of();
    }
    found.sort(null);
    return found;
  }
}
