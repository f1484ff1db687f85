package org.menagerie.training.sweep;

import com.fasterxml.jackson.core.type.TypeReference;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.menagerie.api.error.MenagerieException;
import org.menagerie.training.run.OutputFiles;
import org.menagerie.training.run.RunJson;

/**
 * Why runs of a sweep were refused: nothing was trained, and no folder of theirs says it. Stored as
 * {@code refused.json} in the sweep's folder, for whoever looks on; nothing is decided by it.
 */
public final class Refusals {
  private static final TypeReference<SortedMap<String, String>> BY_NAME = new TypeReference<>() {};

  private final Path file;
  private final SortedMap<String, String> reasons;

  private Refusals(Path file, SortedMap<String, String> reasons) {
    this.file = file;
    this.reasons = reasons;
  }

  /**
   * Those of a sweep.
   *
   * @param sweep its folder, or that of one of its shards
   */
  public static Refusals in(Path sweep) {
    Path file = file(sweep);
    SortedMap<String, String> known = new TreeMap<>();
    if (file.toFile().exists()) {
      try {
        known.putAll(RunJson.compact().readValue(file.toFile(), BY_NAME));
      } catch (IOException e) {
        // Damaged: the sweep tells what is refused when it tries it again.
        known.clear();
      }
    }
    return new Refusals(file, known);
  }

  /** Where a sweep stores them. */
  public static Path file(Path sweep) {
    return sweep.resolve("refused.json");
  }

  /** Reasons in a sentence, by the names of runs. */
  public synchronized Map<String, String> reasons() {
    return Collections.unmodifiableMap(new TreeMap<>(reasons));
  }

  /** Stores why a run was refused. */
  public synchronized void add(String run, String reason) {
    reasons.put(run, reason);
    write();
  }

  /** Forgets a run, which is tried again. */
  public synchronized void remove(String run) {
    if (reasons.remove(run) != null) {
      write();
    }
  }

  private void write() {
    try {
      OutputFiles.write(file, json -> RunJson.pretty().writeValue(json, reasons));
    } catch (MenagerieException e) {
      // Who trains is told of the refusal; who looks on sees a run that waits.
      return;
    }
  }
}
