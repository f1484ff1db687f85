package org.menagerie.reports.schema;

import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import org.menagerie.api.report.ReportCell;
import org.menagerie.api.report.ReportColumn;
import org.menagerie.reports.text.Cells;

/**
 * A field of a table's rows.
 *
 * @param audiences who gets it
 * @param isCommon whether it is left out where people read if all rows have the same, which is then
 *     said once
 * @param cell of a row
 */
record Field<R>(
    String key,
    String title,
    Type type,
    String description,
    Set<Audience> audiences,
    boolean isCommon,
    Function<R, ReportCell> cell)
    implements ReportColumn {

  /** For everybody. */
  private static <R> Field<R> of(
      String key, String title, Type type, Function<R, ReportCell> cell) {
    return new Field<>(key, title, type, title, EnumSet.allOf(Audience.class), false, cell);
  }

  static <R> Field<R> text(String key, String title, Function<R, String> text) {
    return of(key, title, Type.TEXT, row -> Cells.text(text.apply(row)));
  }

  static <R> Field<R> integer(String key, String title, ToLongFunction<R> value) {
    return of(key, title, Type.INTEGER, row -> Cells.integer(value.applyAsLong(row)));
  }

  static <R> Field<R> optionalText(String key, String title, Function<R, Optional<String>> text) {
    return of(key, title, Type.TEXT, row -> Cells.text(text.apply(row)));
  }

  static <R> Field<R> flag(String key, String title, Function<R, Optional<Boolean>> value) {
    return of(
        key, title, Type.BOOLEAN, row -> value.apply(row).map(Cells::flag).orElse(Cells.MISSING));
  }

  static <R> Field<R> integers(String key, String title, Function<R, List<Long>> values) {
    return of(key, title, Type.INTEGERS, row -> Cells.integers(values.apply(row)));
  }

  /** Whole numbers that may be missing, or be written in a way of their own. */
  static <R> Field<R> integerCell(String key, String title, Function<R, ReportCell> cell) {
    return of(key, title, Type.INTEGER, cell);
  }

  static <R> Field<R> number(String key, String title, Function<R, ReportCell> cell) {
    return of(key, title, Type.NUMBER, cell);
  }

  Field<R> only(Audience first, Audience... others) {
    return new Field<>(key, title, type, description, EnumSet.of(first, others), isCommon, cell);
  }

  Field<R> forPrograms() {
    return only(Audience.PROGRAM);
  }

  /** Derived from other fields, which programs get instead. */
  Field<R> forPeople() {
    return only(Audience.PAGE, Audience.TERMINAL);
  }

  Field<R> saidOnceIfCommon() {
    return new Field<>(key, title, type, description, audiences, true, cell);
  }

  Field<R> described(String newDescription) {
    return new Field<>(key, title, type, newDescription, audiences, isCommon, cell);
  }
}
