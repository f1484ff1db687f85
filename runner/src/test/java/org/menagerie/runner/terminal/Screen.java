package org.menagerie.runner.terminal;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A terminal that knows as much of a real one as is needed to see what stands on it. */
public final class Screen {
  private static final Pattern TOKEN =
      Pattern.compile("\u001b\\[(\\d+)A|\u001b\\[J|\r|\n|[^\u001b\r\n]+");

  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

  public Terminal terminal(int columns, int rows) {
    PrintStream stream = new PrintStream(bytes, true, UTF_8);
    return new Terminal(stream, stream, true, columns, rows);
  }

  public List<String> lines() {
    List<StringBuilder> lines = new ArrayList<>(List.of(new StringBuilder()));
    int row = 0;
    Matcher token = TOKEN.matcher(bytes.toString(UTF_8).replace(System.lineSeparator(), "\n"));
    while (token.find()) {
      if (token.group(1) != null) {
        row -= Integer.parseInt(token.group(1));
      } else if (token.group().equals("\u001b[J")) {
        lines.subList(row, lines.size()).clear();
        lines.add(new StringBuilder());
      } else if (token.group().equals("\n")) {
        row++;
        if (row == lines.size()) {
          lines.add(new StringBuilder());
        }
      } else if (!token.group().equals("\r")) {
        lines.get(row).append(token.group());
      }
    }
    return lines.stream().map(StringBuilder::toString).filter(line -> !line.isEmpty()).toList();
  }
}
