package org.menagerie.reports.schema;

import static java.util.stream.Collectors.joining;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.menagerie.reports.schema.Field.Audience;

/**
 * A table of a report. Programs get all its fields under their keys, people those that fit on a
 * page; the numbers are the same.
 *
 * @param name its key in JSON
 * @param title above it
 * @param columns keys, titles and audiences
 * @param rows a cell for each column
 * @param notes sentences that explain it
 */
public record DataTable(
    String name, String title, List<Column> columns, List<List<Cell>> rows, List<String> notes) {

  /** A column without its cells. */
  record Column(String key, String title, Audience audience) {}

  public DataTable {
    columns = List.copyOf(columns);
    rows = rows.stream().map(List::copyOf).toList();
    notes = List.copyOf(notes);
  }

  static <R> DataTable of(
      String name, String title, List<Field<R>> fields, List<R> rows, List<String> notes) {
    return new DataTable(
        name,
        title,
        fields.stream().map(f -> new Column(f.key(), f.title(), f.audience())).toList(),
        rows.stream()
            .map(row -> fields.stream().map(field -> field.cell().apply(row)).toList())
            .toList(),
        notes);
  }

  /** What files for programs hold, titled by key. */
  public View forPrograms() {
    return view(index -> columns.get(index).audience != Audience.PEOPLE, true);
  }

  /** What fits on a page: without columns that are empty, or the same in all rows and said once. */
  public View forPeople() {
    return view(this::isForPeople, false);
  }

  /** What all rows have in common and {@link #forPeople} leaves out. */
  public String saidOnce() {
    return IntStream.range(0, columns.size())
        .filter(this::isSaidOnce)
        .mapToObj(i -> columns.get(i).title + " " + rows.get(0).get(i).shown())
        .collect(joining(", "));
  }

  private boolean isForPeople(int index) {
    return columns.get(index).audience != Audience.PROGRAMS
        && !isSaidOnce(index)
        && !rows.stream().allMatch(row -> row.get(index) instanceof Cell.Missing);
  }

  private boolean isSaidOnce(int index) {
    return columns.get(index).audience == Audience.ALL_UNLESS_SAME
        && rows.stream().map(row -> row.get(index)).distinct().count() == 1;
  }

  private View view(Predicate<Integer> which, boolean byKey) {
    List<Integer> kept = IntStream.range(0, columns.size()).boxed().filter(which).toList();
    List<List<Cell>> cells = new ArrayList<>();
    rows.forEach(row -> cells.add(kept.stream().map(row::get).toList()));
    return new View(
        kept.stream().map(columns::get).map(c -> byKey ? c.key : c.title).toList(), cells);
  }

  /**
   * Some columns of a table.
   *
   * @param titles of the columns
   * @param rows a cell for each column
   */
  public record View(List<String> titles, List<List<Cell>> rows) {
    public View {
      titles = List.copyOf(titles);
      rows = List.copyOf(rows);
    }

    /** The numbers of the columns, from 0. */
    public List<Integer> columns() {
      return IntStream.range(0, titles.size()).boxed().toList();
    }

    /** The cells as people read them. */
    public List<List<String>> shown() {
      return rows.stream().map(row -> row.stream().map(Cell::shown).toList()).toList();
    }

    /** Whether a column is set flush right. */
    public boolean isNumber(int column) {
      return rows.stream()
          .map(row -> row.get(column))
          .allMatch(cell -> !(cell instanceof Cell.Text || cell instanceof Cell.Flag));
    }
  }
}
