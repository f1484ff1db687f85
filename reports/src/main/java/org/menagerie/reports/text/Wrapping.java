package org.menagerie.reports.text;

import java.util.ArrayList;
import java.util.List;

/** Breaks text into lines that fit a width. */
public final class Wrapping {
  /** Where a text may go on in the next line: after spaces, brackets and equals signs. */
  private static final String BREAKS = "(?<=[ =]|\\w\\()";

  private Wrapping() {}

  /** Lines of at most that many characters, unless a word is longer; at least one. */
  public static List<String> lines(String text, int longest) {
    return lines(text, longest, false);
  }

  /** Lines of at most that many characters, long words broken too; at least one. */
  public static List<String> brokenLines(String text, int longest) {
    return lines(text, longest, true);
  }

  /** In columns of a terminal. */
  static int width(String text) {
    return text.codePointCount(0, text.length());
  }

  private static List<String> lines(String text, int longest, boolean breaksWords) {
    List<String> lines = new ArrayList<>();
    StringBuilder line = new StringBuilder();
    for (String piece : text.split(BREAKS, -1)) {
      if (width((line + piece).stripTrailing()) > longest && !line.isEmpty()) {
        lines.add(line.toString().stripTrailing());
        line.setLength(0);
      }
      line.append(piece);
      if (breaksWords) {
        breakWord(line, longest, lines);
      }
    }
    lines.add(line.toString());
    return lines;
  }

  /** Moves what is too long from the line to lines of its own; a word can be as long as a file. */
  private static void breakWord(StringBuilder line, int longest, List<String> lines) {
    int length = line.toString().stripTrailing().length();
    int from = 0;
    while (length - from > longest) {
      int end = from;
      for (int i = 0; i < longest && end < length; i++) {
        end += Character.charCount(line.codePointAt(end));
      }
      if (end >= length) {
        break;
      }
      lines.add(line.substring(from, end));
      from = end;
    }
    line.delete(0, from);
  }
}
