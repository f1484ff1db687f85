package org.menagerie.runner.compare;

import java.util.List;
import org.menagerie.runner.terminal.Terminal;

/**
 * Lines at the end of what stands on a terminal that are drawn again and again, while others appear
 * above them. Where nobody looks at a terminal, only those others are written.
 */
final class LiveLines implements AutoCloseable {
  private static final String UP = "\u001b[%dA";
  private static final String CLEAR_BELOW = "\r\u001b[J";

  private final Terminal terminal;
  private List<String> lines = List.of();

  LiveLines(Terminal terminal) {
    this.terminal = terminal;
  }

  /** Replaces the live lines; each is cut to the terminal's width. */
  void show(List<String> newLines) {
    if (terminal.drawsProgress()) {
      StringBuilder text = new StringBuilder(clear());
      lines = newLines.stream().map(this::fitted).toList();
      lines.forEach(line -> text.append(line).append('\n'));
      terminal.err().print(text);
      terminal.err().flush();
    }
  }

  /** Writes a line that stays. */
  void print(String line) {
    List<String> live = lines;
    show(List.of());
    terminal.progress().println(line);
    show(live);
  }

  @Override
  public void close() {
    show(List.of());
  }

  private String clear() {
    return lines.isEmpty() ? "" : UP.formatted(lines.size()) + CLEAR_BELOW;
  }

  /** Cut between words where it is longer: what the terminal breaks would count as two lines. */
  private String fitted(String line) {
    int width = terminal.columns() - 1;
    if (line.length() <= width) {
      return line;
    }
    String start = line.substring(0, Math.max(0, width - 1));
    int space = start.lastIndexOf(' ');
    return (space > 0 ? start.substring(0, space) : start).stripTrailing() + "…";
  }
}
