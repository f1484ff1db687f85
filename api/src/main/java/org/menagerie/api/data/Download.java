package org.menagerie.api.data;

import java.net.URI;
import java.util.List;

/**
 * Files of a data set on the network.
 *
 * @param folder name of the folder under the data directory where they go
 * @param mirrors base addresses ending in {@code /}, tried in order
 * @param files what to fetch from one of them
 */
public record Download(String folder, List<URI> mirrors, List<RemoteFile> files) {

  /**
   * Checks the folder's name.
   *
   * @throws IllegalArgumentException if it is not a plain name
   */
  public Download {
    requirePlain(folder);
    mirrors = List.copyOf(mirrors);
    files = List.copyOf(files);
  }

  /**
   * One file.
   *
   * @param name as on the mirror, ending in {@code .gz} if the checksum is of its contents, which
   *     then are packed with gzip
   * @param checksum of it
   */
  public record RemoteFile(String name, Checksum checksum) {

    /**
     * Checks the name.
     *
     * @throws IllegalArgumentException if it is not a plain name
     */
    public RemoteFile {
      requirePlain(name);
    }

    /**
     * One file that is packed with gzip.
     *
     * @param sha256 of the unpacked contents, in hex, since mirrors pack differently
     */
    public RemoteFile(String name, String sha256) {
      this(name, Checksum.ofContents(sha256));
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

  /** Names become parts of paths, and must not lead out of the data directory. */
  private static void requirePlain(String name) {
    if (!name.matches("[A-Za-z0-9][A-Za-z0-9._-]*")) {
      throw new IllegalArgumentException(
          "folders and files of a download are named with letters, digits, '.', '_' and '-', not \"%s\""
              .formatted(name));
    }
  }
}
