package org.menagerie.data.csv;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.menagerie.data.own.DataProblem;
import org.menagerie.data.own.LabelCheck;

/**
 * The classes of rows: numbers from 0 on, or else words in byte order.
 *
 * @param names of the classes; empty if they are numbers
 */
record CsvLabels(List<String> names) {

  /** Those of rows to train on and to test on. */
  static CsvLabels of(CsvRows train, Optional<CsvRows> test) {
    boolean numbers =
        Stream.concat(
                train.labels().stream(), test.stream().flatMap(rows -> rows.labels().stream()))
            .allMatch(CsvColumns::isWhole);
    return new CsvLabels(
        numbers
            ? List.of()
            : train.labels().stream()
                .distinct()
                .sorted(
                    Comparator.comparing(
                        (String name) -> name.getBytes(UTF_8), Arrays::compareUnsigned))
                .toList());
  }

  /**
   * The labels of all rows.
   *
   * @throws org.menagerie.api.error.MenagerieException if one has none, or one that no row to train
   *     on has
   */
  int[] of(CsvRows rows) {
    Map<String, Integer> numbers = new HashMap<>();
    for (String name : names) {
      numbers.put(name, numbers.size());
    }
    int[] labels = new int[rows.size()];
    for (int row = 0; row < labels.length; row++) {
      String text = rows.labels().get(row);
      if (text.isEmpty()) {
        throw DataProblem.corrupt(rows.file(), "has no label in line " + rows.line(row));
      }
      if (names.isEmpty()) {
        labels[row] = (int) Double.parseDouble(text);
      } else {
        Integer known = numbers.get(text);
        if (known == null) {
          throw DataProblem.corrupt(
              rows.file(),
              "has the label \"%s\" in line %d, which no row to train on has"
                  .formatted(CsvRows.shown(text), rows.line(row)));
        }
        labels[row] = known;
      }
      LabelCheck.require(rows.file(), labels[row], rows.size(), "in line " + rows.line(row));
    }
    return labels;
  }
}
