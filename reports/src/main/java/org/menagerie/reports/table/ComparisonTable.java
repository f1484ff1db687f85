package org.menagerie.reports.table;

import java.util.List;
import org.menagerie.reports.ModelLookup;
import org.menagerie.training.run.RunResult;

/**
 * Finished runs side by side; see {@link TableWriter} for its written forms.
 *
 * @param rows one per run, at least one
 */
public record ComparisonTable(List<RunRow> rows) {

  public ComparisonTable {
    rows = List.copyOf(rows);
    if (rows.isEmpty()) {
      throw new IllegalArgumentException("a table has at least one run");
    }
  }

  /** The table of the given runs, in their order. */
  public static ComparisonTable of(List<RunResult> runs, ModelLookup models) {
    return new ComparisonTable(runs.stream().map(run -> RunRow.of(run, models)).toList());
  }
}
