package org.menagerie.runner.terminal;

import static java.util.Comparator.comparing;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.menagerie.training.text.Printable;

/** Columns of text, as wide as they need to be; columns of numbers stand to the right. */
public final class TextTable {
  private static final String GAP = "  ";

  /** Narrower than this no text can be read. */
  private static final int NARROWEST = 12;

  private final List<String> header;
  private final List<List<String>> rows = new ArrayList<>();

  public TextTable(String... header) {
    this.header = List.of(header);
  }

  /** Adds a row of as many cells as the header has. */
  public TextTable row(Object... cells) {
    List<String> row = new ArrayList<>();
    for (Object cell : cells) {
      row.add(Printable.text(String.valueOf(cell)));
    }
    rows.add(List.copyOf(row));
    return this;
  }

  /** Lines that each end with a line break, as wide as the cells are. */
  public String render() {
    return render(Integer.MAX_VALUE);
  }

  /** The same with the widest columns of text broken into lines, so that it fits if it can. */
  public String render(int columns) {
    int[] widths = widths(columns);
    StringBuilder text = new StringBuilder();
    append(text, header, widths);
    append(text, header.stream().map(title -> "-".repeat(title.length())).toList(), widths);
    rows.forEach(row -> append(text, row, widths));
    return text.toString();
  }

  private void append(StringBuilder text, List<String> cells, int[] widths) {
    List<List<String>> lines = new ArrayList<>();
    for (int column = 0; column < cells.size(); column++) {
      lines.add(Wrapping.lines(cells.get(column), widths[column]));
    }
    int height = lines.stream().mapToInt(List::size).max().orElse(0);
    for (int n = 0; n < height; n++) {
      StringBuilder line = new StringBuilder();
      for (int column = 0; column < widths.length; column++) {
        String cell = n < lines.get(column).size() ? lines.get(column).get(n) : "";
        String space = " ".repeat(widths[column] - cell.length());
        line.append(column == 0 ? "" : GAP);
        line.append(isNumeric(column) ? space + cell : cell + space);
      }
      text.append(line.toString().stripTrailing()).append(System.lineSeparator());
    }
  }

  private int[] widths(int columns) {
    int[] widths = IntStream.range(0, header.size()).map(this::width).toArray();
    int[] texts = IntStream.range(0, widths.length).filter(c -> !isNumeric(c)).toArray();
    int gaps = GAP.length() * (widths.length - 1);
    while (IntStream.of(widths).sum() + gaps > columns) {
      int widest = IntStream.of(texts).boxed().max(comparing(c -> widths[c])).orElse(-1);
      if (widest < 0 || widths[widest] <= Math.max(NARROWEST, header.get(widest).length())) {
        break;
      }
      widths[widest]--;
    }
    return widths;
  }

  private int width(int column) {
    return Math.max(
        header.get(column).length(),
        rows.stream().mapToInt(row -> row.get(column).length()).max().orElse(0));
  }

  private boolean isNumeric(int column) {
    return !rows.isEmpty()
        && rows.stream().allMatch(row -> row.get(column).matches("[<>]? ?[-+0-9.,%]*|—"));
  }
}
