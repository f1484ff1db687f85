package org.menagerie.reports.table;

import java.util.List;
import org.menagerie.reports.ModelLookup;
import org.menagerie.reports.evidence.AcrossEngines;
import org.menagerie.reports.evidence.Finding;
import org.menagerie.training.run.RunResult;

/**
 * Engines side by side, a line for each model; see {@link TerminalWriter} for its written form.
 *
 * @param rows one for each training that differs in its engine alone, at least one
 */
public record EngineTable(List<AcrossEngines> rows) {

  public EngineTable {
    rows = List.copyOf(rows);
    if (rows.isEmpty()) {
      throw new IllegalArgumentException("a table has at least one row");
    }
  }

  /** The table of the given runs, in the order of their first. */
  public static EngineTable of(List<RunResult> runs, ModelLookup models) {
    return new EngineTable(AcrossEngines.of(Finding.of(runs, models)));
  }

  /** In alphabetical order. */
  List<String> engines() {
    return rows.stream()
        .flatMap(row -> row.byEngine().keySet().stream())
        .distinct()
        .sorted()
        .toList();
  }

  /** All that stands in the table. */
  List<Finding> findings() {
    return rows.stream().flatMap(row -> row.byEngine().values().stream()).toList();
  }
}
