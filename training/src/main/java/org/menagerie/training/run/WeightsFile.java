package org.menagerie.training.run;

import static java.util.Objects.requireNonNull;

import java.nio.file.Path;

/**
 * Stored weights that a training starts from, or learns from.
 *
 * @param file absolute path of the safetensors file
 * @param sha256 of the file; that, and not where it lies, is part of what determines a run
 */
public record WeightsFile(String file, String sha256) {

  public WeightsFile {
    requireNonNull(file, "file is null");
    requireNonNull(sha256, "sha256 is null");
  }

  /** The same weights, wherever they lie. */
  WeightsFile anywhere() {
    return new WeightsFile("", sha256);
  }

  /** A short name: the file's, with that of its folder if it is a run's. */
  public String name() {
    Path path = Path.of(file);
    Path folder = path.getParent();
    String own = String.valueOf(path.getFileName());
    return own.startsWith("checkpoint-") && folder != null ? folder.getFileName() + "/" + own : own;
  }
}
