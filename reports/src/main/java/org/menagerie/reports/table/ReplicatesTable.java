package org.menagerie.reports.table;

import java.util.List;
import org.menagerie.reports.ModelLookup;
import org.menagerie.reports.evidence.Finding;
import org.menagerie.training.run.RunResult;

/**
 * Models side by side, each with its replicates over seeds; see {@link TerminalWriter} for its
 * written form.
 *
 * @param findings one per group of replicates, at least one
 */
public record ReplicatesTable(List<Finding> findings) {

  public ReplicatesTable {
    findings = List.copyOf(findings);
    if (findings.isEmpty()) {
      throw new IllegalArgumentException("a table has at least one group of runs");
    }
  }

  /** The table of the given runs, groups in the order of their first. */
  public static ReplicatesTable of(List<RunResult> runs, ModelLookup models) {
    return new ReplicatesTable(Finding.of(runs, models));
  }
}
