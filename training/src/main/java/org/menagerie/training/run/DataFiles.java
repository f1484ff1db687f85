package org.menagerie.training.run;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Optional;
import org.menagerie.api.recipe.Component;

/**
 * Where a run's data are, and what they are, if they are no data set that is known by name.
 *
 * @param format reads them, with arguments that differ from its defaults
 * @param path absolute, of a file or folder
 * @param sha256 of the images and labels that were read; that, and neither where they lie nor in
 *     what format, is part of what determines a run
 * @param validationSha256 of the images to choose by that come with the data; only where they are
 *     used
 */
public record DataFiles(
    Component format,
    String path,
    String sha256,
    @JsonInclude(JsonInclude.Include.NON_ABSENT) Optional<String> validationSha256) {

  public DataFiles {
    requireNonNull(format, "format is null");
    requireNonNull(path, "path is null");
    requireNonNull(sha256, "sha256 is null");
    requireNonNull(validationSha256, "validationSha256 is null");
  }

  /** Data of which the images to train on and to test on are used. */
  public DataFiles(Component format, String path, String sha256) {
    this(format, path, sha256, Optional.empty());
  }

  /** The same, of which the images to choose by are used as well. */
  public DataFiles withValidation(String ofImages) {
    return new DataFiles(format, path, sha256, Optional.of(ofImages));
  }

  /** The same, of which the images to choose by are not used. */
  public DataFiles withoutValidation() {
    return new DataFiles(format, path, sha256);
  }

  /** The same images, wherever they lie. */
  DataFiles anywhere() {
    return new DataFiles(Component.of("any"), "", sha256, validationSha256);
  }
}
