package org.menagerie.data.io;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Writes files so that nobody ever sees half of one, not even after a power loss: contents are
 * forced to disk before a file gets its name, and its name before the writer goes on.
 */
public final class FileReplacement {
  private FileReplacement() {}

  /** Writes the contents of one file. */
  @FunctionalInterface
  public interface Contents {
    void writeTo(OutputStream out) throws IOException;
  }

  /**
   * Writes beside {@code target}, forces that to disk and then renames, replacing what was there.
   * Creates its folder.
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
      // Opened again, since writers of JSON close what they write to.
      try (FileChannel file = FileChannel.open(written, StandardOpenOption.WRITE)) {
        file.force(true);
      }
      rename(written, target);
      forceFolder(folder);
    } finally {
      Files.deleteIfExists(written);
    }
  }

  /**
   * Adds {@code bytes} to the end of {@code file}, which is created if need be, and forces them to
   * disk.
   */
  public static void append(Path file, byte[] bytes) throws IOException {
    boolean created = !Files.exists(file);
    try (FileChannel channel =
        FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
      ByteBuffer buffer = ByteBuffer.wrap(bytes);
      while (buffer.hasRemaining()) {
        channel.write(buffer);
      }
      channel.force(true);
    }
    if (created) {
      forceFolder(file.toAbsolutePath().getParent());
    }
  }

  /**
   * Forces the names in {@code folder} to disk, so that files created, renamed or removed there
   * stay so. Does nothing where the system cannot open a folder, as on Windows, which writes names
   * through.
   */
  public static void forceFolder(@Nullable Path folder) throws IOException {
    if (folder == null) {
      return;
    }
    FileChannel channel;
    try {
      channel = FileChannel.open(folder, StandardOpenOption.READ);
    } catch (IOException e) {
      // A folder that may be written to but not read is left to the system's own pace as well.
      return;
    }
    try (channel) {
      channel.force(true);
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
