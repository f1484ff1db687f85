package org.menagerie.reports.text;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;

/**
 * Rows in aligned columns, for a terminal:
 *
 * <pre>{@code
 * String text = new TextTable().text("model").number("parameters").row("a/b", "7,976").render();
 * }</pre>
 *
 * Titles are broken into lines where they are wider than the cells below them.
 */
public final class TextTable {
  private static final String GAP = "  ";

  /** Titles are not broken into shorter lines. */
  private static final int TITLE = 6;

  /** Where a long text may go on in the next line: after spaces, brackets and equals signs. */
  private static final String BREAKS = "(?<=[ =]|\\w\\()";

  private final List<Column> columns = new ArrayList<>();
  private final List<List<List<String>>> rows = new ArrayList<>();

  private record Column(String title, boolean isNumber, int longest) {
    List<String> wrapped(String cell) {
      return isNumber
          ? List.of(SafeText.terminal(cell))
          : TextTable.wrapped(SafeText.plain(cell), longest);
    }
  }

  /** Adds a column of texts, set flush left. */
  public TextTable text(String title) {
    return text(title, Integer.MAX_VALUE);
  }

  /** Adds a column of texts that are broken into lines of at most {@code longest} characters. */
  public TextTable text(String title, int longest) {
    columns.add(new Column(SafeText.terminal(title), false, longest));
    return this;
  }

  /** Adds a column of numbers, set flush right. */
  public TextTable number(String title) {
    columns.add(new Column(SafeText.terminal(title), true, Integer.MAX_VALUE));
    return this;
  }

  /**
   * Adds a row.
   *
   * @param cells as many as there are columns
   */
  public TextTable row(Object... cells) {
    return row(Arrays.asList(cells));
  }

  /**
   * Adds a row.
   *
   * @param cells as many as there are columns
   */
  public TextTable row(List<?> cells) {
    rows.add(forEachColumn(i -> columns.get(i).wrapped(String.valueOf(cells.get(i)))));
    return this;
  }

  /** The titles, a rule and the rows, each line ended by {@code \n}. */
  public String render() {
    List<Integer> content =
        forEachColumn(i -> width(rows.stream().map(row -> row.get(i)).toList()));
    List<List<String>> titles =
        forEachColumn(i -> wrapped(columns.get(i).title, Math.max(content.get(i), TITLE)));
    List<Integer> widths =
        forEachColumn(i -> Math.max(content.get(i), width(List.of(titles.get(i)))));
    int titleLines = titles.stream().mapToInt(List::size).max().orElse(0);
    StringBuilder text = new StringBuilder();
    append(text, titles.stream().map(title -> atBottom(title, titleLines)).toList(), widths);
    int total = widths.stream().mapToInt(width -> width + GAP.length()).sum() - GAP.length();
    text.append("─".repeat(Math.max(0, total))).append('\n');
    rows.forEach(row -> append(text, row, widths));
    return text.toString();
  }

  private static List<String> atBottom(List<String> lines, int height) {
    List<String> all = new ArrayList<>(lines);
    while (all.size() < height) {
      all.add(0, "");
    }
    return all;
  }

  private void append(StringBuilder text, List<List<String>> cells, List<Integer> widths) {
    int height = cells.stream().mapToInt(List::size).max().orElse(0);
    for (int n = 0; n < height; n++) {
      StringBuilder line = new StringBuilder();
      for (int i = 0; i < cells.size(); i++) {
        String cell = n < cells.get(i).size() ? cells.get(i).get(n) : "";
        String padding = " ".repeat(widths.get(i) - width(cell));
        line.append(columns.get(i).isNumber ? padding + cell : cell + padding).append(GAP);
      }
      text.append(line.toString().stripTrailing()).append('\n');
    }
  }

  private <T> List<T> forEachColumn(Function<Integer, T> value) {
    return IntStream.range(0, columns.size()).boxed().map(value).toList();
  }

  private static int width(List<List<String>> cells) {
    return cells.stream().flatMap(List::stream).mapToInt(TextTable::width).max().orElse(0);
  }

  /** In columns of a terminal. */
  static int width(String text) {
    return text.codePointCount(0, text.length());
  }

  /** Lines of at most that many characters, unless a word is longer; at least one. */
  public static List<String> wrapped(String text, int longest) {
    List<String> lines = new ArrayList<>();
    StringBuilder line = new StringBuilder();
    for (String piece : text.split(BREAKS, -1)) {
      if (width((line + piece).stripTrailing()) > longest && !line.isEmpty()) {
        lines.add(line.toString().stripTrailing());
        line.setLength(0);
      }
      line.append(piece);
    }
    lines.add(line.toString());
    return lines;
  }
}
