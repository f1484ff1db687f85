package org.menagerie.api.data;

import java.nio.file.Path;

/**
 * A file of which it is known what it must contain.
 *
 * @param path where it is, or would be
 * @param checksum of it
 */
public record KnownFile(Path path, Checksum checksum) {

  /**
   * A file that may be packed or not.
   *
   * @param sha256 of the unpacked contents, in hex
   */
  public KnownFile(Path path, String sha256) {
    this(path, Checksum.ofContents(sha256));
  }

  /**
   * The checksum in hex, whichever it is.
   *
   * @deprecated {@link #checksum} says what it is of, too
   */
  @Deprecated
  public String sha256() {
    return checksum.hex();
  }
}
