package org.menagerie.data.own;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import org.menagerie.api.error.ErrorCode;
import org.menagerie.api.error.MenagerieException;

/** Refusals of data, one sentence each. */
public final class DataProblem {
  private DataProblem() {}

  /**
   * What is read is not as it has to be.
   *
   * @param what is wrong and what to do: the end of a sentence that begins with the path, without
   *     the full stop
   */
  public static MenagerieException corrupt(Path path, String what) {
    return new MenagerieException(ErrorCode.DATA_CORRUPT, "%s %s.".formatted(path, what));
  }

  /** Something cannot be read at all. */
  public static MenagerieException unreadable(Path path, IOException cause) {
    return new MenagerieException(
        ErrorCode.DATA_UNREADABLE, "%s cannot be read: %s.".formatted(path, reason(cause)), cause);
  }

  /** Why a file cannot be read or written, in the system's words where it has some. */
  public static String reason(IOException cause) {
    if (cause instanceof FileSystemException failure && failure.getReason() != null) {
      return failure.getReason();
    }
    if (cause instanceof AccessDeniedException) {
      return "its permissions do not allow it";
    }
    // As from a write to a full disk; the class says nothing more.
    return cause.getClass() == IOException.class && cause.getMessage() != null
        ? cause.getMessage()
        : cause.toString();
  }
}
