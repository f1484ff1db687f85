package org.menagerie.api.data;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.menagerie.api.recipe.Normalization;

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

  /**
   * What its images are normalized by, unless whoever trains on them says otherwise: numbers that
   * are published for it, or {@link Normalization#OF_DATA}. Empty, the default, leaves it to the
   * recipe.
   */
  default Optional<Normalization> normalization() {
    return Optional.empty();
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
                                file.checksum())))
        .toList();
  }
}
