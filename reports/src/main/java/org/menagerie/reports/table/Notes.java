package org.menagerie.reports.table;

import java.util.ArrayList;
import java.util.List;
import org.menagerie.training.run.StopReason;

/** The sentences below a table with one row per run. */
final class Notes {
  private Notes() {}

  /** What marks the epochs of a training that stopped early. */
  static String mark(StopReason reason) {
    return switch (reason) {
      case ALL_EPOCHS -> "";
      case TARGET_REACHED -> "†";
      case NO_IMPROVEMENT -> "‡";
    };
  }

  /** The notes that a table needs, in order, free of what would steer a terminal. */
  static List<String> of(ComparisonTable table) {
    List<RunRow> rows = table.rows();
    List<String> notes = new ArrayList<>();
    notes.add(
        "Interval: 95 %, Wilson's, of the final epoch; it covers other test images, not other"
            + " seeds.");
    notes.add("* Best epoch (its number): chosen on the test set, hence optimistic.");
    if (anyStopped(rows, StopReason.TARGET_REACHED)) {
      notes.add("† Stopped early: the recipe's target accuracy was reached.");
    }
    if (anyStopped(rows, StopReason.NO_IMPROVEMENT)) {
      notes.add("‡ Stopped early: the test accuracy no longer improved.");
    }
    notes.addAll(
        StandingNotes.of(
            rows, row -> row.claims().standing(), RunColumns.DATASET, RunColumns.MODEL));
    return notes;
  }

  private static boolean anyStopped(List<RunRow> rows, StopReason reason) {
    return rows.stream()
        .map(RunRow::epochs)
        .anyMatch(epochs -> epochs.stoppedEarly() && epochs.stopReason() == reason);
  }
}
