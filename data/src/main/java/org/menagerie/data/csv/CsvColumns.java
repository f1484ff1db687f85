package org.menagerie.data.csv;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.menagerie.api.recipe.Arguments;
import org.menagerie.data.own.DataProblem;

/**
 * What the columns of a CSV file are.
 *
 * @param number of them
 * @param names from its first row; empty if it has none
 * @param labels where the label is; two places where it is the first or the last column, which only
 *     all rows tell
 * @param ignored those that only number the rows
 */
record CsvColumns(int number, List<String> names, List<Integer> labels, Set<Integer> ignored) {
  static final String LABEL = "label";
  static final String FOUND = "found";

  private static final Pattern WHOLE = Pattern.compile("\\d{1,9}(\\.0*)?");
  private static final Pattern NUMBER =
      Pattern.compile("[-+]?(\\d+\\.?\\d*|\\.\\d+)([eE][-+]?\\d+)?|[nN]a[nN]|");

  private static final Set<String> LABEL_NAMES =
      Set.of("label", "labels", "class", "target", "targets", "y", "digit", "letter", "category");

  /** As pandas writes the numbers of rows; and what people call them. */
  private static final Set<String> ROW_NUMBERS = Set.of("", "id", "index", "unnamed: 0");

  /** Whether a row names the columns: most of what stands in it is no number. */
  static boolean areNames(List<String> row) {
    long words = row.stream().filter(cell -> !isNumber(cell)).count();
    return 2 * words > row.size();
  }

  /** Whether a cell is a number, or what stands for a missing one. */
  static boolean isNumber(String cell) {
    return NUMBER.matcher(cell).matches();
  }

  /** Whether a cell is a whole number, perhaps with a point behind it. */
  static boolean isWhole(String cell) {
    return WHOLE.matcher(cell).matches();
  }

  /**
   * The columns of a file.
   *
   * @param names empty if its first row has levels already
   */
  static CsvColumns of(Path file, int number, List<String> names, Arguments arguments) {
    Set<Integer> ignored = new TreeSet<>();
    for (int i = 0; i < names.size(); i++) {
      if (ROW_NUMBERS.contains(names.get(i).toLowerCase(Locale.ROOT))) {
        ignored.add(i);
      }
    }
    CsvColumns columns =
        new CsvColumns(number, names, labels(file, number, names, arguments.text(LABEL)), ignored);
    if (columns.labels.stream().anyMatch(ignored::contains)) {
      throw columns.unclear(file);
    }
    if (number - ignored.size() < 2) {
      throw DataProblem.corrupt(
          file, "has %d columns: a label and levels of pixels are expected".formatted(number));
    }
    return columns;
  }

  /**
   * The columns of a file to test on, which are those of the file to train on.
   *
   * @param train the file that these are of
   * @param label where its label is
   */
  CsvColumns like(Path train, int label, Path file, int others, List<String> theirNames) {
    if (others == number - 1) {
      throw DataProblem.corrupt(
          file,
          "has a column less than %s, the labels, it seems: name %s alone, of which a part is then held out"
              .formatted(train, train));
    }
    boolean otherNames = !names.isEmpty() && !theirNames.isEmpty() && !names.equals(theirNames);
    if (others != number || otherNames) {
      throw DataProblem.corrupt(file, "has other columns than " + train);
    }
    return new CsvColumns(number, theirNames, List.of(label), ignored);
  }

  private static List<Integer> labels(Path file, int number, List<String> names, String asked) {
    if (names.contains(asked)) {
      return List.of(names.indexOf(asked));
    }
    if (asked.equals("first")) {
      return List.of(0);
    }
    if (asked.equals("last")) {
      return List.of(number - 1);
    }
    if (!asked.equals(FOUND)) {
      throw DataProblem.corrupt(file, "has no column called \"%s\"".formatted(asked));
    }
    List<Integer> named = new ArrayList<>();
    for (int i = 0; i < names.size(); i++) {
      if (LABEL_NAMES.contains(names.get(i).toLowerCase(Locale.ROOT))) {
        named.add(i);
      }
    }
    return named.size() == 1 || number < 2 ? named.stream().toList() : List.of(0, number - 1);
  }

  /** The refusal where nothing tells which column is the label. */
  RuntimeException unclear(Path file) {
    return DataProblem.corrupt(
        file,
        "does not tell which column is the label: say --dataset 'csv(path=%s, label=first)', label=last, or the column's name"
            .formatted(file));
  }

  boolean isPixel(int column) {
    return !labels.contains(column) && !ignored.contains(column);
  }

  /** Pixels in a row, where one column is the label. */
  int pixels() {
    return number - ignored.size() - 1;
  }

  String name(int column) {
    return names.isEmpty()
        ? String.valueOf(column + 1)
        : "%d (%s)".formatted(column + 1, CsvRows.shown(names.get(column)));
  }
}
