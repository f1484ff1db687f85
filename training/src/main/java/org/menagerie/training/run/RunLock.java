package org.menagerie.training.run;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;
import org.menagerie.api.error.ErrorCode;
import org.menagerie.api.error.MenagerieException;

/** Keeps two processes from training in one folder; the system frees it when its process ends. */
public final class RunLock implements AutoCloseable {
  private final FileChannel file;

  private RunLock(FileChannel file) {
    this.file = file;
  }

  /**
   * Takes the lock of a run's folder.
   *
   * @throws MenagerieException if another process holds it
   */
  public static RunLock of(RunFolder folder) {
    Path path = folder.path().resolve("lock");
    try {
      FileChannel file =
          FileChannel.open(path, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      if (tryLock(file) == null) {
        file.close();
        throw new MenagerieException(
            ErrorCode.OUTPUT_UNWRITABLE,
            "Another process is training this very run in %s; wait for it, or choose another folder with --out."
                .formatted(folder.path()));
      }
      return new RunLock(file);
    } catch (IOException e) {
      throw OutputFiles.cannotWrite(path, e);
    }
  }

  private static @Nullable FileLock tryLock(FileChannel file) throws IOException {
    try {
      return file.tryLock();
    } catch (OverlappingFileLockException e) {
      // The other one is in this very JVM.
      return null;
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
