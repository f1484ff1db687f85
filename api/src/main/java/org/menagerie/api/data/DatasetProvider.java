package org.menagerie.api.data;

import java.nio.file.Path;
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
}
