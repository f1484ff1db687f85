package org.menagerie.data.csv;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.menagerie.api.recipe.Arguments;
import org.menagerie.api.recipe.Numbers;
import org.menagerie.data.io.MeasuredStream;
import org.menagerie.data.own.DataProblem;

/** The rows of a CSV file, read once from its beginning to its end. */
final class CsvRows {
  private static final int LONGEST_SHOWN = 30;
  private static final int LONGEST = Integer.MAX_VALUE - 8;
  private static final int FIRST_ROWS = 64;

  private final Path file;
  private final CsvColumns columns;
  private final double white;
  private final List<List<String>> labels = new ArrayList<>();
  private final Map<String, String> words = new HashMap<>();
  private byte[] pixels = new byte[0];
  private int[] lines = new int[FIRST_ROWS];
  private int stored;
  private int size;
  private int labelColumn;

  private CsvRows(Path file, CsvColumns columns, double white) {
    this.file = file;
    this.columns = columns;
    this.white = white;
    columns.labels().forEach(column -> labels.add(new ArrayList<>()));
    labelColumn = columns.labels().isEmpty() ? -1 : columns.labels().get(0);
  }

  /**
   * Reads a file.
   *
   * @throws org.menagerie.api.error.MenagerieException if a row is longer or shorter than the first
   *     or has something else than levels, or nothing tells which column has the label
   */
  static CsvRows read(Path file, Arguments arguments) {
    return read(file, arguments, (number, names) -> CsvColumns.of(file, number, names, arguments));
  }

  /**
   * Reads a file with the same columns as this.
   *
   * @throws org.menagerie.api.error.MenagerieException as {@link #read}, and if it has others
   */
  CsvRows readLike(Path other, Arguments arguments) {
    return read(
        other, arguments, (number, names) -> columns.like(file, labelColumn, other, number, names));
  }

  /** Finds out about the columns of a file from their number and their names, if it has any. */
  private interface Columns {
    CsvColumns of(int number, List<String> names);
  }

  private static CsvRows read(Path file, Arguments arguments, Columns columns) {
    double white = CsvLevels.white(arguments);
    try (MeasuredStream bytes = MeasuredStream.open(file);
        LimitedReader text = new LimitedReader(reader(bytes));
        CSVParser parser = csv(text.firstLine()).parse(text)) {
      return read(file, parser, text, columns, white);
    } catch (UncheckedIOException e) {
      throw damaged(file, e.getCause() == null ? e : e.getCause());
    } catch (IOException e) {
      throw damaged(file, e);
    }
  }

  private static Reader reader(MeasuredStream bytes) {
    return new BufferedReader(new InputStreamReader(bytes, UTF_8));
  }

  private static RuntimeException damaged(Path file, Exception e) {
    String reason = String.valueOf(e.getMessage()).strip();
    return DataProblem.corrupt(
        file,
        "is no sound CSV file (%s)"
            .formatted(
                reason.contains("Exception") || e.getMessage() == null
                    ? "it breaks off"
                    : shown(reason.replaceFirst("\\.$", ""), 200)));
  }

  /** With the separator that the first line has most of. */
  private static CSVFormat csv(String firstLine) {
    char separator = ',';
    for (char other : new char[] {';', '\t'}) {
      if (count(firstLine, other) > count(firstLine, separator)) {
        separator = other;
      }
    }
    return CSVFormat.DEFAULT.builder().setDelimiter(separator).setTrim(true).get();
  }

  private static long count(String text, char sought) {
    return text.chars().filter(c -> c == sought).count();
  }

  private static CsvRows read(
      Path file, CSVParser parser, LimitedReader text, Columns columns, double white) {
    Iterator<CSVRecord> records = parser.iterator();
    if (!records.hasNext()) {
      throw DataProblem.corrupt(file, "is empty");
    }
    CSVRecord first = records.next();
    List<String> cells = Arrays.asList(first.values());
    boolean named = CsvColumns.areNames(cells);
    CsvRows rows = new CsvRows(file, columns.of(cells.size(), named ? cells : List.of()), white);
    if (!named) {
      rows.add(first, parser.getCurrentLineNumber());
    }
    text.startRow();
    while (records.hasNext()) {
      rows.add(records.next(), parser.getCurrentLineNumber());
      text.startRow();
    }
    if (rows.size == 0) {
      throw DataProblem.corrupt(file, "has no row but that of names");
    }
    rows.decideOnLabel();
    return rows;
  }

  private void add(CSVRecord row, long line) {
    int at = (int) Math.max(1, Math.min(line, Integer.MAX_VALUE));
    if (row.size() != columns.number()) {
      throw DataProblem.corrupt(
          file,
          "has %d columns in line %d, where the first row has %d"
              .formatted(row.size(), at, columns.number()));
    }
    // Some of them are no pixels.
    int needed = columns.number();
    if (needed > LONGEST - stored) {
      throw DataProblem.corrupt(file, "has more than 2 GB of pixels");
    }
    if (stored + needed > pixels.length) {
      pixels = Arrays.copyOf(pixels, (int) Math.min(LONGEST, 2L * (stored + needed)));
    }
    if (size == lines.length) {
      lines = Arrays.copyOf(lines, 2 * size);
    }
    lines[size++] = at;
    for (int i = 0; i < labels.size(); i++) {
      String label = row.get(columns.labels().get(i));
      String known = words.putIfAbsent(label, label);
      labels.get(i).add(known == null ? label : known);
    }
    for (int column = 0; column < columns.number(); column++) {
      if (columns.isPixel(column)) {
        pixels[stored++] = level(row.get(column), at, column);
      }
    }
  }

  private byte level(String cell, int line, int column) {
    double value = number(cell);
    boolean asItIs = white == 0;
    double most = asItIs ? CsvLevels.BRIGHTEST : white;
    if (!(value >= 0 && value <= most) || (asItIs && value != Math.rint(value))) {
      throw DataProblem.corrupt(
          file,
          "has \"%s\" in line %d, column %s, where %s is expected%s"
              .formatted(
                  shown(cell),
                  line,
                  columns.name(column),
                  asItIs ? "a whole number from 0 to 255" : "a number from 0 to " + plain(most),
                  asItIs && value > 0 && value < 1
                      ? ": if 1 is white, say --dataset 'csv(path=%s, max=1)'".formatted(file)
                      : ""));
    }
    return (byte) (asItIs ? (int) value : (int) (value / white * CsvLevels.BRIGHTEST + 0.5));
  }

  private static String plain(double number) {
    return number == Math.rint(number) ? String.valueOf((long) number) : String.valueOf(number);
  }

  /** NaN for what is no number. */
  private static double number(String cell) {
    int value = 0;
    if (cell.isEmpty() || cell.length() > 3) {
      return fraction(cell);
    }
    for (int i = 0; i < cell.length(); i++) {
      int digit = cell.charAt(i) - '0';
      if (digit < 0 || digit > 9) {
        return fraction(cell);
      }
      value = 10 * value + digit;
    }
    return value;
  }

  private static double fraction(String cell) {
    return Numbers.parse(cell).orElse(Double.NaN);
  }

  static String shown(String cell) {
    return shown(cell, LONGEST_SHOWN);
  }

  private static String shown(String cell, int longest) {
    return cell.length() <= longest ? cell : cell.substring(0, longest) + "...";
  }

  /** Of the first and the last column, one may be the label by what stands in it, the other not. */
  private void decideOnLabel() {
    if (labels.size() == 1) {
      return;
    }
    List<Integer> able = places(column -> !column.stream().allMatch(CsvColumns::isNumber));
    if (able.isEmpty()) {
      able = places(CsvRows::canBeLabels);
    }
    if (able.size() != 1) {
      throw columns.unclear(file);
    }
    int label = able.get(0);
    labelColumn = columns.labels().get(label);
    addPixels(labels.get(1 - label), label == 1);
    List<String> found = labels.get(label);
    labels.clear();
    labels.add(found);
  }

  private List<Integer> places(Predicate<List<String>> column) {
    return IntStream.range(0, labels.size())
        .filter(i -> column.test(labels.get(i)))
        .boxed()
        .toList();
  }

  /** Levels of a corner are mostly all the same; classes are two or more, from 0 or 1 on. */
  private static boolean canBeLabels(List<String> column) {
    Set<String> values = new HashSet<>(column);
    if (values.size() < 2 || !values.stream().allMatch(CsvColumns::isWhole)) {
      return false;
    }
    Set<Integer> classes =
        values.stream().map(value -> (int) Double.parseDouble(value)).collect(Collectors.toSet());
    int largest = classes.stream().mapToInt(Integer::intValue).max().orElseThrow();
    int least = classes.stream().mapToInt(Integer::intValue).min().orElseThrow();
    return least <= 1 && largest - least + 1 == classes.size();
  }

  /** Puts the column that is not the label before or behind the other pixels of every row. */
  private void addPixels(List<String> column, boolean before) {
    int length = columns.pixels();
    int others = length - 1;
    long bytes = (long) size * length;
    if (bytes > LONGEST) {
      throw DataProblem.corrupt(file, "has more than 2 GB of pixels");
    }
    byte[] all = new byte[(int) bytes];
    for (int row = 0; row < size; row++) {
      int place = before ? 0 : columns.number() - 1;
      byte level = level(column.get(row), lines[row], place);
      System.arraycopy(pixels, row * others, all, row * length + (before ? 1 : 0), others);
      all[row * length + (before ? 0 : others)] = level;
    }
    pixels = all;
    stored = all.length;
  }

  Path file() {
    return file;
  }

  int size() {
    return size;
  }

  int pixelsPerRow() {
    return columns.pixels();
  }

  /** What stands in the column of the label. */
  List<String> labels() {
    return labels.get(0);
  }

  int line(int row) {
    return lines[row];
  }

  /** Of all rows, as stored; the array may be longer. */
  byte[] pixels() {
    return pixels;
  }

  /** The largest level of all. */
  int brightest() {
    int brightest = 0;
    for (int i = 0; i < stored; i++) {
      brightest = Math.max(brightest, Byte.toUnsignedInt(pixels[i]));
    }
    return brightest;
  }
}
