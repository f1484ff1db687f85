package org.menagerie.training.run;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.menagerie.api.error.ErrorCode;
import org.menagerie.api.error.MenagerieException;
import org.menagerie.data.io.FileReplacement;

/** Keeps two processes from training in one folder; the system frees it when its process ends. */
public final class RunLock implements AutoCloseable {
  private final FileChannel file;

  private RunLock(FileChannel file) {
    this.file = file;
  }

  /**
   * Takes the lock of a run's folder, as {@link #tryOf} does.
   *
   * @throws MenagerieException if another process holds it, or there can be none
   */
  public static RunLock of(RunFolder folder) {
    return tryOf(folder)
        .orElseThrow(
            () ->
                new MenagerieException(
                    ErrorCode.OUTPUT_UNWRITABLE,
                    "Another process is training this very run in %s; wait for it, or choose another folder with --out."
                        .formatted(folder.path())));
  }

  /**
   * Takes the lock of a run's folder, if no other process holds it. What is found there from then
   * on stays, even after a power loss, and what a dead process had begun to write is removed.
   *
   * @throws MenagerieException if the folder cannot be written to, or its file system has no locks
   */
  public static Optional<RunLock> tryOf(RunFolder folder) {
    Path path = folder.lock();
    try {
      FileChannel file =
          FileChannel.open(path, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      if (!isLocked(file, path)) {
        file.close();
        return Optional.empty();
      }
      FileReplacement.forceFolder(folder.path());
      FileReplacement.removeAbandoned(folder.path());
      return Optional.of(new RunLock(file));
    } catch (IOException e) {
      throw OutputFiles.cannotWrite(path, e);
    }
  }

  private static boolean isLocked(FileChannel file, Path path) throws IOException {
    try {
      @Nullable FileLock lock = file.tryLock();
      return lock != null;
    } catch (OverlappingFileLockException e) {
      // The other one is in this very JVM.
      return false;
    } catch (IOException e) {
      file.close();
      throw new MenagerieException(
          ErrorCode.OUTPUT_UNWRITABLE,
          "%s cannot be locked (%s), so nothing would keep two commands from training one run; choose a folder on another file system with --out."
              .formatted(path, e.getMessage()),
          e);
    }
  }

  @Override
  public void close() {
    try {
      file.close();
    } catch (IOException e) {
      // The end of the process frees it as well.
      return;
    }
  }
}
