package org.menagerie.data.io;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.UUID;

/** Writes files atomically: nobody ever sees half of one. */
public final class FileReplacement {
  private FileReplacement() {}

  /** Writes the contents of one file. */
  @FunctionalInterface
  public interface Contents {
    void writeTo(OutputStream out) throws IOException;
  }

  /**
   * Writes beside {@code target} and then renames, replacing what was there. Creates its folder.
   *
   * @throws IOException if that fails; {@code target} is then as it was
   */
  public static void write(Path target, Contents contents) throws IOException {
    Path folder = target.toAbsolutePath().getParent();
    if (folder == null) {
      throw new FileSystemException(target.toString(), null, "it is the root folder");
    }
    Files.createDirectories(folder);
    Path written = folder.resolve("%s.%s.tmp".formatted(target.getFileName(), UUID.randomUUID()));
    try {
      try (OutputStream out = Files.newOutputStream(written)) {
        contents.writeTo(out);
      }
      rename(written, target);
    } finally {
      Files.deleteIfExists(written);
    }
  }

  /** Renames {@code written} to {@code target}, in one step where the file system can. */
  public static void rename(Path written, Path target) throws IOException {
    try {
      Files.move(
          written, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (AtomicMoveNotSupportedException e) {
      Files.move(written, target, StandardCopyOption.REPLACE_EXISTING);
    }
  }
}
