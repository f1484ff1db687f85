package org.menagerie.plugins;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;

/** The reason why a file or directory cannot be read. */
final class FileTrouble {
  private FileTrouble() {}

  /** Half a sentence, without the full stop. */
  static String of(IOException error) {
    if (error instanceof NoSuchFileException) {
      return "it does not exist";
    }
    if (error instanceof NotDirectoryException) {
      return "it is a file; name the directory that it lies in";
    }
    if (error instanceof AccessDeniedException) {
      return "its permissions do not allow it";
    }
    String reason = error instanceof FileSystemException file ? file.getReason() : null;
    return reason == null ? String.valueOf(error.getMessage()) : reason;
  }
}
