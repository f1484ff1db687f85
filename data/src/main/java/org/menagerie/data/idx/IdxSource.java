package org.menagerie.data.idx;

import java.io.IOException;
import java.nio.file.Path;
import org.menagerie.data.io.MeasuredStream;

/**
 * Where an IDX file is read.
 *
 * @param path in messages; its last part is the file's name
 * @param contents unpacked
 */
public record IdxSource(Path path, Contents contents) {

  /** A file, packed or not. */
  public static IdxSource of(Path file) {
    return new IdxSource(file, () -> MeasuredStream.open(file));
  }

  /** Opens the contents. */
  @FunctionalInterface
  public interface Contents {
    MeasuredStream open() throws IOException;
  }

  /** The file's name, without the ending that says that it is packed. */
  String name() {
    return String.valueOf(path.getFileName()).replaceFirst("\\.gz$", "");
  }
}
