package org.menagerie.data.io;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Writes files so that nobody ever sees half of one, not even after a power loss: contents are
 * forced to disk before a file gets its name, and its name before the writer goes on.
 */
public final class FileReplacement {
  private static final long THIS_PROCESS = ProcessHandle.current().pid();

  /** A name, the number of the process that writes (not in older versions), and a random one. */
  private static final Pattern TEMPORARY =
      Pattern.compile("(.+?)\\.(?:(\\d{1,18})-)?[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}\\.tmp");

  /** What this process is writing right now. */
  private static final Set<String> AT_WORK = ConcurrentHashMap.newKeySet();

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
    createFolders(folder);
    removeAbandoned(folder, String.valueOf(target.getFileName()));
    // Joined, not formatted: some locales have digits of their own.
    String name = target.getFileName() + "." + THIS_PROCESS + "-" + UUID.randomUUID() + ".tmp";
    Path written = folder.resolve(name);
    AT_WORK.add(name);
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
      AT_WORK.remove(name);
      Files.deleteIfExists(written);
    }
  }

  /**
   * Makes {@code folder} and those above it where they are missing, and forces their names to disk.
   *
   * @throws IOException if that fails, as where a file is in the way
   */
  public static void createFolders(Path folder) throws IOException {
    Path absolute = folder.toAbsolutePath();
    Path parent = absolute.getParent();
    if (parent == null || Files.isDirectory(absolute)) {
      return;
    }
    createFolders(parent);
    try {
      Files.createDirectory(absolute);
    } catch (FileAlreadyExistsException e) {
      if (!Files.isDirectory(absolute)) {
        FileSystemException inTheWay =
            new FileSystemException(absolute.toString(), null, "Not a directory");
        inTheWay.initCause(e);
        throw inTheWay;
      }
    }
    forceFolder(parent);
  }

  /** Removes from {@code folder} what processes that are dead had begun to {@link #write} there. */
  public static void removeAbandoned(Path folder) {
    removeAbandoned(folder, null);
  }

  private static void removeAbandoned(Path folder, @Nullable String target) {
    try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, "*.tmp")) {
      for (Path file : files) {
        Matcher name = TEMPORARY.matcher(String.valueOf(file.getFileName()));
        if (name.matches() && (target == null || target.equals(name.group(1))) && isDead(name)) {
          Files.deleteIfExists(file);
        }
      }
    } catch (IOException | DirectoryIteratorException e) {
      // What cannot be removed takes room, and is no reason to write nothing.
      return;
    }
  }

  private static boolean isDead(Matcher name) {
    if (name.group(2) == null) {
      return true;
    }
    // A number that was used again: another process had this one's before.
    return Long.toString(THIS_PROCESS).equals(name.group(2))
        ? !AT_WORK.contains(name.group())
        : ProcessHandle.of(Long.parseLong(name.group(2))).isEmpty();
  }

  /**
   * Writes to what {@code target} names. A regular file, or one that does not exist, is replaced as
   * {@link #write} does; a device, a pipe and whatever a link leads to are written to in their
   * place.
   *
   * @throws IOException if that fails, or it is a folder
   */
  public static void writeTo(Path target, Contents contents) throws IOException {
    if (Files.isDirectory(target)) {
      throw new FileSystemException(target.toString(), null, "it is a folder");
    }
    if (Files.notExists(target, LinkOption.NOFOLLOW_LINKS)
        || Files.isRegularFile(target, LinkOption.NOFOLLOW_LINKS)) {
      write(target, contents);
      return;
    }
    try (OutputStream out = Files.newOutputStream(target)) {
      contents.writeTo(out);
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
