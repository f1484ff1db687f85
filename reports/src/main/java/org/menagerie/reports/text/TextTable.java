package org.menagerie.reports.text;

import static java.util.Comparator.comparing;
import static java.util.stream.Collectors.joining;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.menagerie.training.text.SafeText;

/**
 * Rows in aligned columns, for a terminal:
 *
 * <pre>{@code
 * String text = new TextTable().text("model").number("parameters").row("a/b", "7,976").render();
 * }</pre>
 */
public final class TextTable {
  private static final int GAP = 2;
  private static final int NARROWEST_GAP = 1;

  /** Titles are not broken into lines shorter than this. */
  private static final int TITLE = 6;

  /** Texts are not broken into lines shorter than this to fit. */
  private static final int NARROWEST = 12;

  private final List<Column> columns = new ArrayList<>();
  private final List<List<String>> rows = new ArrayList<>();

  private boolean stacksTitles;

  private record Column(String title, boolean isNumber, int longest, boolean breaksWords) {
    String safe(Object cell) {
      String text = String.valueOf(cell);
      return isNumber ? SafeText.terminal(text) : SafeText.plain(text);
    }

    List<String> wrapped(String cell) {
      if (isNumber) {
        return List.of(cell);
      }
      return breaksWords ? Wrapping.brokenLines(cell, longest) : Wrapping.lines(cell, longest);
    }

    Column noLongerThan(int characters) {
      return new Column(title, isNumber, Math.min(longest, characters), true);
    }
  }

  /** Breaks titles into lines where they are wider than the cells below them. */
  public TextTable stackTitles() {
    stacksTitles = true;
    return this;
  }

  /** Adds a column of texts, set flush left. */
  public TextTable text(String title) {
    return text(title, Integer.MAX_VALUE);
  }

  /** Adds a column of texts that are broken into lines of at most {@code longest} characters. */
  public TextTable text(String title, int longest) {
    columns.add(new Column(SafeText.terminal(title), false, longest, false));
    return this;
  }

  /** Adds a column of numbers, set flush right. */
  public TextTable number(String title) {
    columns.add(new Column(SafeText.terminal(title), true, Integer.MAX_VALUE, false));
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
    rows.add(
        IntStream.range(0, columns.size())
            .mapToObj(i -> columns.get(i).safe(cells.get(i)))
            .toList());
    return this;
  }

  /** The titles, a rule and the rows, each line ended by {@code \n}. */
  public String render() {
    return render(Integer.MAX_VALUE);
  }

  /**
   * The same, with titles and the widest texts broken, then columns moved together, and at last
   * columns left out from the right until all fits; a sentence below names those. The first column
   * stays however wide it is.
   */
  public String render(int width) {
    int shown = columns.size();
    Layout layout = fitted(shown, width);
    while (layout.width() > width && shown > 1) {
      shown--;
      layout = fitted(shown, width);
    }
    return layout.text() + leftOut(shown, width);
  }

  private String leftOut(int shown, int width) {
    if (shown == columns.size()) {
      return "";
    }
    String titles =
        columns.stream().skip(shown).map(Column::title).map(String::strip).collect(joining(", "));
    String sentence = "Left out to fit %d columns: %s.".formatted(width, titles);
    return Wrapping.lines(sentence, Math.max(NARROWEST, width)).stream()
        .collect(joining("\n", "\n", "\n"));
  }

  /** The first columns, as narrow as they have to be and can. */
  private Layout fitted(int number, int width) {
    List<Column> first = columns.subList(0, number);
    Layout layout = Layout.of(first, rows, stacksTitles);
    if (layout.width() > width) {
      layout = Layout.of(first, rows, true);
    }
    for (int i : layout.textsFromTheWidest()) {
      int excess = layout.width() - width;
      if (excess > 0) {
        List<Column> narrower = new ArrayList<>(layout.columns);
        int narrowed = Math.max(NARROWEST, layout.widths.get(i) - excess);
        narrower.set(i, layout.columns.get(i).noLongerThan(narrowed));
        layout = Layout.of(narrower, rows, true);
      }
    }
    return layout.width() > width ? layout.withGap(NARROWEST_GAP) : layout;
  }

  /** Lines of cells, how wide each column is for them, and the space between two columns. */
  private record Layout(
      List<Column> columns,
      List<List<String>> titles,
      List<List<List<String>>> rows,
      List<Integer> widths,
      int gap) {

    static Layout of(List<Column> columns, List<List<String>> cells, boolean stacked) {
      List<List<List<String>>> rows =
          cells.stream()
              .map(row -> each(columns, i -> columns.get(i).wrapped(row.get(i))))
              .toList();
      List<Integer> content =
          each(columns, i -> rows.stream().mapToInt(row -> widest(row.get(i))).max().orElse(0));
      List<List<String>> titles =
          each(
              columns,
              i ->
                  Wrapping.lines(
                      columns.get(i).title,
                      stacked ? Math.max(TITLE, content.get(i)) : Integer.MAX_VALUE));
      return new Layout(
          columns,
          titles,
          rows,
          each(columns, i -> Math.max(content.get(i), widest(titles.get(i)))),
          GAP);
    }

    Layout withGap(int other) {
      return new Layout(columns, titles, rows, widths, other);
    }

    private static <T> List<T> each(List<Column> columns, Function<Integer, T> value) {
      return IntStream.range(0, columns.size()).boxed().map(value).toList();
    }

    private static int widest(List<String> lines) {
      return lines.stream().mapToInt(Wrapping::width).max().orElse(0);
    }

    int width() {
      return widths.stream().mapToInt(width -> width + gap).sum() - gap;
    }

    List<Integer> textsFromTheWidest() {
      return IntStream.range(0, columns.size())
          .boxed()
          .filter(i -> !columns.get(i).isNumber)
          .sorted(comparing((Integer i) -> widths.get(i)).reversed())
          .toList();
    }

    String text() {
      StringBuilder text = new StringBuilder();
      int height = titles.stream().mapToInt(List::size).max().orElse(0);
      append(text, titles.stream().map(title -> atBottom(title, height)).toList());
      text.append("─".repeat(Math.max(0, width()))).append('\n');
      rows.forEach(row -> append(text, row));
      return text.toString();
    }

    private static List<String> atBottom(List<String> lines, int height) {
      List<String> all = new ArrayList<>(Collections.nCopies(height - lines.size(), ""));
      all.addAll(lines);
      return all;
    }

    private void append(StringBuilder text, List<List<String>> cells) {
      int height = cells.stream().mapToInt(List::size).max().orElse(0);
      for (int n = 0; n < height; n++) {
        StringBuilder line = new StringBuilder();
        for (int i = 0; i < cells.size(); i++) {
          String cell = n < cells.get(i).size() ? cells.get(i).get(n) : "";
          String padding = " ".repeat(widths.get(i) - Wrapping.width(cell));
          line.append(columns.get(i).isNumber ? padding + cell : cell + padding)
              .append(" ".repeat(gap));
        }
        text.append(line.toString().stripTrailing()).append('\n');
      }
    }
  }
}
