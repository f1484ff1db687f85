package org.menagerie.reports.table;

import static java.util.stream.Collectors.joining;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;
import org.menagerie.reports.evidence.Standing;

/** Why some rows have no published figures beside them. */
final class StandingNotes {
  private StandingNotes() {}

  static <R> List<String> of(
      List<R> rows, Function<R, Standing> standing, Column<R> dataset, Column<R> model) {
    List<String> notes = new ArrayList<>();
    String otherData = names(rows, row -> standing.apply(row) == Standing.OTHER_DATA, dataset);
    if (!otherData.isEmpty()) {
      notes.add(
          "Published figures are for MNIST; none stand beside runs on %s.".formatted(otherData));
    }
    String unknown = names(rows, row -> standing.apply(row) == Standing.MODEL_UNKNOWN, model);
    if (!unknown.isEmpty()) {
      notes.add(
          "Published figures of %s are not known: no plug-in that is installed has the model."
              .formatted(unknown));
    }
    return notes;
  }

  /** The different cells of some rows. */
  static <R> String names(List<R> rows, Predicate<R> which, Column<R> column) {
    return rows.stream().filter(which).map(column::cell).distinct().collect(joining(", "));
  }
}
