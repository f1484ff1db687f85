package org.menagerie.training.run;

import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import org.menagerie.api.error.ErrorCode;
import org.menagerie.api.error.MenagerieException;
import org.menagerie.data.io.FileReplacement;

/**
 * Writes and reads files of runs and reports; one that cannot be written or read is a failure in a
 * sentence, and is never taken for one that is missing or damaged.
 */
public final class OutputFiles {
  private static final String OTHER_FOLDER = "another folder with --out";

  private static final String DENIED = "Permission denied";

  /** What systems say where room would not help. */
  private static final Set<String> NOT_ALLOWED =
      Set.of(DENIED, "Read-only file system", "Operation not permitted");

  private OutputFiles() {}

  /**
   * Writes a file of a run whole, or leaves what was there.
   *
   * @throws MenagerieException if it cannot be written
   */
  public static void write(Path file, FileReplacement.Contents contents) {
    try {
      FileReplacement.write(file, contents);
    } catch (IOException e) {
      throw cannotWrite(file, OTHER_FOLDER, e);
    }
  }

  /**
   * Writes to what a user named: a regular file appears whole or stays as it was; a device, a pipe
   * and whatever a link leads to are written to in their place.
   *
   * @param option by which it was named, such as {@code --output}
   * @throws MenagerieException if it is a folder or cannot be written
   */
  public static void writeNamed(Path file, String option, FileReplacement.Contents contents) {
    if (Files.isDirectory(file)) {
      throw new MenagerieException(
          ErrorCode.INVALID_ARGUMENT,
          "%s is a folder; name a file with %s.".formatted(file, option));
    }
    try {
      FileReplacement.writeTo(file, contents);
    } catch (IOException e) {
      throw cannotWrite(file, "another file with " + option, e);
    }
  }

  /**
   * Reads a file whole; none if there is no such file.
   *
   * @throws MenagerieException if there is one that cannot be read
   */
  public static Optional<byte[]> read(Path file) {
    try {
      return Optional.of(Files.readAllBytes(file));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    } catch (IOException e) {
      throw cannotRead(file, e);
    }
  }

  /** The failure of reading a file of a run, as a sentence; none of these is damage. */
  static MenagerieException cannotRead(Path file, IOException e) {
    String why;
    if (e instanceof NoSuchFileException) {
      why = ": there is none.";
    } else if (Files.isDirectory(file)) {
      why = ": it is a folder; move it away.";
    } else if (e instanceof AccessDeniedException) {
      why = ": permission denied; make it readable for this user.";
    } else {
      why = " (%s); try again when its disk or network folder is available.".formatted(reason(e));
    }
    return new MenagerieException(
        ErrorCode.RESULT_UNREADABLE, "Cannot read %s%s".formatted(file, why), e);
  }

  /** The failure of writing something of a run, as a sentence. */
  public static MenagerieException cannotWrite(Path path, IOException e) {
    return cannotWrite(path, OTHER_FOLDER, e);
  }

  /**
   * The failure of writing something, as a sentence.
   *
   * @param alternative what else can be chosen, such as {@code another folder with --out}
   */
  public static MenagerieException cannotWrite(Path path, String alternative, IOException e) {
    if (e instanceof ClosedByInterruptException) {
      return new MenagerieException(
          ErrorCode.RUN_FAILED,
          "%s is not whole, since something, such as a plug-in, interrupted the thread that wrote it; give the command again, without that plug-in if it can be."
              .formatted(path),
          e);
    }
    return new MenagerieException(
        ErrorCode.OUTPUT_UNWRITABLE,
        "Cannot write %s (%s); %s or choose %s."
            .formatted(path, reason(e), remedy(path, reason(e)), alternative),
        e);
  }

  private static String remedy(Path path, String reason) {
    if (NOT_ALLOWED.contains(reason)) {
      return "allow writing there";
    }
    return reason.equals("Is a directory") || (Files.isDirectory(path) && !reason.contains("space"))
        ? "move away the folder that is in its place"
        : "make room for it";
  }

  /** Why something failed, in the system's words. */
  public static String reason(IOException e) {
    if (e instanceof FileSystemException failure && failure.getReason() != null) {
      return failure.getReason();
    }
    if (e instanceof AccessDeniedException) {
      return DENIED;
    }
    if (e.getClass() == IOException.class && e.getMessage() != null) {
      // As from a write to a full disk; the class says nothing more.
      return e.getMessage();
    }
    String name = e.getClass().getSimpleName().replace("Exception", "");
    return e.getMessage() == null ? name : name + ": " + e.getMessage();
  }
}
