package org.menagerie.data.sets;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.menagerie.api.data.Dataset;

/** Reads the files of a known data set. */
interface SetReader {

  /** Where a file lies in a folder, if it does. */
  default Optional<Path> find(Path folder, String file) {
    return Optional.of(folder.resolve(file)).filter(Files::isRegularFile);
  }

  /**
   * Reads all files.
   *
   * @param folder has all of them
   * @return images, checksums by file and notes; names are those of the known set, if it has any
   * @throws org.menagerie.api.error.MenagerieException if a file is damaged
   */
  Dataset read(Path folder);
}
