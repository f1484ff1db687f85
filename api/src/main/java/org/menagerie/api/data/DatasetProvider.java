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

  /**
   * Shape and classes of its images, asked for before a training starts. By default the data set is
   * loaded for it; a provider that knows them should say so without reading.
   *
   * @param dataDirectory as in {@link #load}
   * @throws org.menagerie.api.error.MenagerieException if it is missing or damaged
   */
  default ImageFormat format(Path dataDirectory) {
    return load(dataDirectory).format();
  }

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
