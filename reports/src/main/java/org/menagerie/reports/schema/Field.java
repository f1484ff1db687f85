package org.menagerie.reports.schema;

import java.util.function.Function;

/**
 * A field of a table's rows.
 *
 * @param key its name in files for programs
 * @param title of its column where people read
 * @param audience who gets it
 * @param cell of a row
 */
record Field<R>(String key, String title, Audience audience, Function<R, Cell> cell) {

  /** Who a field is for. */
  enum Audience {
    ALL,
    /** Too much for a page. */
    PROGRAMS,
    /** Made of other fields. */
    PEOPLE,
    /** Left out on a page where all rows have the same, which is then said once. */
    ALL_UNLESS_SAME
  }

  static <R> Field<R> of(String key, String title, Function<R, Cell> cell) {
    return new Field<>(key, title, Audience.ALL, cell);
  }

  static <R> Field<R> text(String key, String title, Function<R, String> text) {
    return of(key, title, row -> new Cell.Text(text.apply(row)));
  }

  static <R> Field<R> identity(String key, String title, Function<R, String> text) {
    return new Field<>(key, title, Audience.ALL_UNLESS_SAME, row -> new Cell.Text(text.apply(row)));
  }

  static <R> Field<R> forPrograms(String key, Function<R, Cell> cell) {
    return new Field<>(key, key, Audience.PROGRAMS, cell);
  }

  static <R> Field<R> forPeople(String title, Function<R, Cell> cell) {
    return new Field<>(title, title, Audience.PEOPLE, cell);
  }
}
