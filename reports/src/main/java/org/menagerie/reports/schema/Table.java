package org.menagerie.reports.schema;

import static java.util.stream.Collectors.joining;

import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.menagerie.api.report.ReportCell;
import org.menagerie.api.report.ReportTable;
import org.menagerie.training.text.SafeText;

/**
 * A table with all its fields, and what each {@link Audience} gets of it; the numbers are the same.
 *
 * @param name its key in JSON
 * @param title above it
 * @param fields in order
 * @param rows of any kind that the fields know
 * @param notes sentences that explain what an audience gets
 */
record Table<R>(
    String name,
    String title,
    List<Field<R>> fields,
    List<R> rows,
    Function<Audience, List<String>> notes) {

  /** A document with more rows than this is for nobody to read, and hardly to open. */
  private static final int MOST_ON_A_PAGE = 2_000;

  /** What an audience gets. */
  private record View(
      String name,
      String title,
      List<Field<?>> columns,
      List<List<ReportCell>> rows,
      String common,
      List<String> notes)
      implements ReportTable {}

  ReportTable view(Audience audience) {
    List<Field<R>> all = fields.stream().filter(f -> f.audiences().contains(audience)).toList();
    boolean forPeople = audience != Audience.PROGRAM;
    List<R> told =
        audience == Audience.PAGE && rows.size() > MOST_ON_A_PAGE
            ? rows.subList(0, MOST_ON_A_PAGE)
            : rows;
    Stream<String> cut =
        told.size() < rows.size()
            ? Stream.of(
                "The first %,d of %,d rows; as JSON and CSV a report has all."
                    .formatted(told.size(), rows.size()))
            : Stream.empty();
    Predicate<Field<R>> isCommon = field -> forPeople && field.isCommon() && isSame(field);
    List<Field<R>> shown =
        all.stream()
            .filter(field -> !isCommon.test(field) && !(forPeople && isEmpty(field)))
            .toList();
    return new View(
        name,
        title,
        List.copyOf(shown),
        told.stream().map(row -> shown.stream().map(f -> f.cell().apply(row)).toList()).toList(),
        all.stream()
            .filter(isCommon)
            .map(field -> field.title() + " " + field.cell().apply(rows.get(0)).text())
            .collect(joining(", ")),
        Stream.concat(cut, notes.apply(audience).stream()).map(SafeText::plain).toList());
  }

  private boolean isSame(Field<R> field) {
    return rows.size() > 1 && rows.stream().map(field.cell()).distinct().count() == 1;
  }

  private boolean isEmpty(Field<R> field) {
    return rows.stream().allMatch(row -> field.cell().apply(row).value().isEmpty());
  }
}
