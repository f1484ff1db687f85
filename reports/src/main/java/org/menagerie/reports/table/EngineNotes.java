package org.menagerie.reports.table;

import java.util.ArrayList;
import java.util.List;

/** The sentences below a table with a column for each engine. */
final class EngineNotes {
  private EngineNotes() {}

  /** The notes that a table needs, in order, free of what would steer a terminal. */
  static List<String> of(EngineTable table) {
    List<String> notes = new ArrayList<>();
    notes.add("Below each engine: mean ± standard deviation over seeds (number of seeds).");
    notes.add("* Best epoch of each run: chosen on the test set, hence optimistic.");
    notes.add(Rulings.marksExplained());
    notes.addAll(
        StandingNotes.of(
            table.findings(),
            finding -> finding.publication().standing(),
            FindingColumns.DATASET,
            FindingColumns.MODEL));
    return notes;
  }
}
