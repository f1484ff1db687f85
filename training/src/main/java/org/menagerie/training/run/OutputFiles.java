package org.menagerie.training.run;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import org.menagerie.api.error.ErrorCode;
import org.menagerie.api.error.MenagerieException;
import org.menagerie.data.io.FileReplacement;

/** Writes files of runs and reports; one that cannot be written is a failure in a sentence. */
public final class OutputFiles {
  private static final String OTHER_FOLDER = "another folder with --out";

  private OutputFiles() {}

  /**
   * Writes a file of a run whole, or leaves what was there.
   *
   * @throws MenagerieException if it cannot be written
   */
  public static void write(Path file, FileReplacement.Contents contents) {
    write(file, OTHER_FOLDER, contents);
  }

  /**
   * Writes {@code file} whole, or leaves what was there.
   *
   * @param alternative what can be chosen instead and how, such as {@code another file with
   *     --output}
   * @throws MenagerieException if it cannot be written
   */
  public static void write(Path file, String alternative, FileReplacement.Contents contents) {
    try {
      FileReplacement.write(file, contents);
    } catch (IOException e) {
      throw cannotWrite(file, alternative, e);
    }
  }

  /** The failure of writing something of a run, as a sentence. */
  public static MenagerieException cannotWrite(Path path, IOException e) {
    return cannotWrite(path, OTHER_FOLDER, e);
  }

  private static MenagerieException cannotWrite(Path path, String alternative, IOException e) {
    return new MenagerieException(
        ErrorCode.OUTPUT_UNWRITABLE,
        "Cannot write %s (%s); make room for it or choose %s."
            .formatted(path, reason(e), alternative),
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
