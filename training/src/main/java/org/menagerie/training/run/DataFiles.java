package org.menagerie.training.run;

import static java.util.Objects.requireNonNull;

import org.menagerie.api.recipe.Component;

/**
 * Where a run's data are, and what they are, if they are no data set that is known by name.
 *
 * @param format reads them, with arguments that differ from its defaults
 * @param path absolute, of a file or folder
 * @param sha256 of the images and labels that were read; that, and neither where they lie nor in
 *     what format, is part of what determines a run
 */
public record DataFiles(Component format, String path, String sha256) {

  public DataFiles {
    requireNonNull(format, "format is null");
    requireNonNull(path, "path is null");
    requireNonNull(sha256, "sha256 is null");
  }

  /** The same images, wherever they lie. */
  DataFiles anywhere() {
    return new DataFiles(Component.of("any"), "", sha256);
  }
}
