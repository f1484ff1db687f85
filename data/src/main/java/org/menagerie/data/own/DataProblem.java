package org.menagerie.data.own;

import java.io.IOException;
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
        ErrorCode.DATA_UNREADABLE, "%s cannot be read: %s.".formatted(path, cause), cause);
  }
}
