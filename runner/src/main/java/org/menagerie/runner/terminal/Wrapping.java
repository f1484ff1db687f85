package org.menagerie.runner.terminal;

import java.util.ArrayList;
import java.util.List;

/** Breaks text into lines that fit a width. */
public final class Wrapping {
  private Wrapping() {}

  /**
   * Lines of at most that many characters, broken between words and within a word that is longer.
   */
  public static List<String> lines(String text, int width) {
    if (text.length() <= width) {
      return List.of(text);
    }
    List<String> lines = new ArrayList<>();
    StringBuilder line = new StringBuilder();
    for (String word : text.split(" ", -1)) {
      String rest = word;
      while (line.length() + (line.isEmpty() ? 0 : 1) + rest.length() > width) {
        if (line.isEmpty()) {
          lines.add(rest.substring(0, width));
          rest = rest.substring(width);
        } else {
          lines.add(line.toString());
          line.setLength(0);
        }
      }
      line.append(line.isEmpty() ? "" : " ").append(rest);
    }
    lines.add(line.toString());
    return lines;
  }

  /** A single line of at most that many characters, cut between words where it is longer. */
  public static String cut(String text, int width) {
    if (text.length() <= width) {
      return text;
    }
    String start = text.substring(0, Math.max(0, width - 1));
    int space = start.lastIndexOf(' ');
    return (space > 0 ? start.substring(0, space) : start).stripTrailing() + "…";
  }
}
