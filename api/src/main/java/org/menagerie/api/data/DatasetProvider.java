package org.menagerie.api.data;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** A plug-in that provides a data set, found through {@link java.util.ServiceLoader}. */
public interface DatasetProvider {

  /** What {@code --dataset} calls it. */
  String name();

  /** One line for {@code runner list datasets}. */
  String description();

  /** Whether {@link #load} would find what it needs; cheap, reads no contents. */
  boolean isPresent(Path dataDirectory);

  /**
   * Reads or makes the data set.
   *
   * @param dataDirectory where data sets are kept on this machine; may not exist
   * @throws org.menagerie.api.error.MenagerieException if it is missing or damaged
   */
  Dataset load(Path dataDirectory);

  /** Where it can be downloaded when asked for; empty if it needs no download. */
  default Optional<Download> download() {
    return Optional.empty();
  }

  /** The files that {@link #load} reads, as far as their contents are known; for verification. */
  default List<KnownFile> knownFiles(Path dataDirectory) {
    return download().stream()
        .flatMap(
            download ->
                download.files().stream()
                    .map(
                        file ->
                            new KnownFile(
                                dataDirectory.resolve(download.folder()).resolve(file.name()),
                                file.sha256())))
        .toList();
  }
}
