package org.menagerie.reports.table;

import static java.util.stream.Collectors.joining;

import java.util.ArrayList;
import java.util.List;
import org.menagerie.reports.evidence.Finding;

/** Which line of a table at a terminal is whose: the model, and below it what tells lines apart. */
final class Identity {
  private static final int LONGEST = 20;

  private Identity() {}

  /** At least two lines. */
  static List<String> lines(Finding finding, List<Column<Finding>> tellingApart) {
    List<String> lines = new ArrayList<>();
    lines.add(FindingColumns.MODEL.cell(finding));
    lines.addAll(
        wrapped(tellingApart.stream().map(column -> column.cell(finding)).collect(joining(", "))));
    return lines;
  }

  /** Broken after spaces, and within long settings after brackets and equals signs. */
  private static List<String> wrapped(String text) {
    List<String> lines = new ArrayList<>();
    String line = "";
    for (String piece : text.split("(?<=[ =]|\\w\\()", -1)) {
      if ((line + piece).strip().length() > LONGEST && !line.isBlank()) {
        lines.add(line);
        line = "";
      }
      line += piece;
    }
    lines.add(line);
    return lines;
  }
}
