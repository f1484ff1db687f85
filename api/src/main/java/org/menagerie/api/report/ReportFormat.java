package org.menagerie.api.report;

import java.io.IOException;
import java.io.OutputStream;

/**
 * A way to write reports, found by {@link java.util.ServiceLoader}; {@code runner report --format}
 * takes its name.
 *
 * <p>A format writes what the {@link ReportDocument} holds and computes nothing itself, so that
 * every format states the same numbers.
 */
public interface ReportFormat {

  /** The name on the command line, in lower case. */
  String name();

  /** What it is for, in one sentence. */
  String description();

  /** The usual ending of file names, without the dot. */
  String fileExtension();

  /** Whether it is no text and goes to a file only, never to a terminal. */
  default boolean needsFile() {
    return false;
  }

  /**
   * Whether a file holds a single table. Such a format writes the first table of the document; the
   * user's choice of another one comes as a document with that table alone.
   */
  default boolean holdsOneTable() {
    return false;
  }

  /**
   * Writes a report; text in UTF-8, with lines ended by {@code \n}.
   *
   * @param out left open
   * @throws IOException if {@code out} cannot be written
   */
  void write(ReportDocument report, OutputStream out) throws IOException;
}
