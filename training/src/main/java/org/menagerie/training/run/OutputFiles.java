package org.menagerie.training.run;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import org.menagerie.api.error.ErrorCode;
import org.menagerie.api.error.MenagerieException;
import org.menagerie.data.io.FileReplacement;

/** Writes what a run leaves; a file that cannot be written is a failure in a sentence. */
public final class OutputFiles {
  private OutputFiles() {}

  /**
   * Writes {@code file} whole, or leaves what was there.
   *
   * @throws MenagerieException if it cannot be written
   */
  public static void write(Path file, FileReplacement.Contents contents) {
    try {
      FileReplacement.write(file, contents);
    } catch (IOException e) {
      throw cannotWrite(file, e);
    }
  }

  /** The failure of writing, as a sentence. */
  static MenagerieException cannotWrite(Path path, IOException e) {
    return new MenagerieException(
        ErrorCode.OUTPUT_UNWRITABLE,
        "Cannot write %s (%s); make room for it or choose another folder with --out."
            .formatted(path, reason(e)),
        e);
  }

  private static String reason(IOException e) {
    if (e instanceof FileSystemException failure && failure.getReason() != null) {
      return failure.getReason();
    }
    String name = e.getClass().getSimpleName().replace("Exception", "");
    return e.getMessage() == null ? name : name + ": " + e.getMessage();
  }
}
