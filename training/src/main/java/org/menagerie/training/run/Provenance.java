package org.menagerie.training.run;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The origin of a result.
 *
 * @param menagerie version of this software
 * @param build the code that finished it; {@link Build#UNKNOWN} in results of schema version 3 and
 *     before
 * @param engine what the engine says of itself: library versions, device, threads
 * @param datasetChecksums SHA-256 of each part of the data
 * @param pluginChecksums SHA-256 of each plug-in jar that took part: the model's, engine's, data
 *     set's, schedule's and augmentations'; by its name in the plug-in directory
 * @param machine JDK, operating system, processor
 * @param startedAt ISO-8601, UTC
 * @param finishedAt ISO-8601, UTC
 * @param ancestor the run that its first epochs are those of; none if it trained all of them
 */
public record Provenance(
    String menagerie,
    Build build,
    SortedMap<String, String> engine,
    SortedMap<String, String> datasetChecksums,
    SortedMap<String, String> pluginChecksums,
    Machine machine,
    String startedAt,
    String finishedAt,
    @JsonInclude(JsonInclude.Include.NON_ABSENT) Optional<Ancestor> ancestor) {

  public Provenance {
    build = Objects.requireNonNullElse(build, Build.UNKNOWN);
    engine = new TreeMap<>(engine);
    datasetChecksums = new TreeMap<>(datasetChecksums);
    pluginChecksums = new TreeMap<>(pluginChecksums);
    requireNonNull(ancestor, "ancestor is null");
  }

  /** The origin of a run that trained all of its epochs. */
  public Provenance(
      String menagerie,
      Build build,
      SortedMap<String, String> engine,
      SortedMap<String, String> datasetChecksums,
      SortedMap<String, String> pluginChecksums,
      Machine machine,
      String startedAt,
      String finishedAt) {
    this(
        menagerie,
        build,
        engine,
        datasetChecksums,
        pluginChecksums,
        machine,
        startedAt,
        finishedAt,
        Optional.empty());
  }
}
