package org.menagerie.training.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.menagerie.api.error.ErrorCode;
import org.menagerie.api.error.MenagerieException;

/** Files that appear whole or not at all: written beside their place, then renamed. */
public final class AtomicFiles {
  private AtomicFiles() {}

  /** Writes the contents of a file to a path it is given. */
  @FunctionalInterface
  public interface Contents {
    void writeTo(Path file) throws IOException;
  }

  /**
   * Writes {@code file}, or replaces it.
   *
   * @throws MenagerieException if the file cannot be written
   */
  public static void write(Path file, Contents contents) {
    Path beside = file.resolveSibling(file.getFileName() + ".tmp");
    try {
      contents.writeTo(beside);
      Files.move(beside, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw cannotWrite(file, e);
    }
  }

  /** The failure of writing, as a sentence. */
  public static MenagerieException cannotWrite(Path path, IOException e) {
    return new MenagerieException(
        ErrorCode.OUTPUT_UNWRITABLE,
        "Cannot write %s (%s); make room for it or choose another folder with --out."
            .formatted(path, reason(e)),
        e);
  }

  private static String reason(IOException e) {
    String name = e.getClass().getSimpleName().replace("Exception", "");
    return e.getMessage() == null ? name : name + ": " + e.getMessage();
  }
}
