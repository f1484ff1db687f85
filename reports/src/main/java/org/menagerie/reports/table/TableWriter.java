package org.menagerie.reports.table;

import java.util.List;
import org.menagerie.api.error.DidYouMean;
import org.menagerie.api.error.ErrorCode;
import org.menagerie.api.error.MenagerieException;

/** Writes tables in one format. */
public interface TableWriter {

  /** The name of the format. */
  String format();

  /** The table as text, lines ended by {@code \n}. */
  String write(ComparisonTable table);

  /** The table as text, lines ended by {@code \n}. */
  String write(ReplicatesTable table);

  /** The names of all formats, the one for people at a terminal first. */
  static List<String> formats() {
    return all().stream().map(TableWriter::format).toList();
  }

  /**
   * The writer of a format.
   *
   * @throws MenagerieException if there is no such format
   */
  static TableWriter of(String format) {
    return all().stream()
        .filter(writer -> writer.format().equals(format))
        .findFirst()
        .orElseThrow(
            () ->
                new MenagerieException(
                    ErrorCode.UNKNOWN_NAME,
                    "There is no table format \"%s\".%s Available: %s."
                        .formatted(
                            format,
                            DidYouMean.hint(format, formats()),
                            String.join(", ", formats()))));
  }

  private static List<TableWriter> all() {
    return List.of(new TerminalWriter(), new MarkdownWriter());
  }
}
