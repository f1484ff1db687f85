package org.menagerie.reports.schema;

import java.util.List;
import java.util.stream.IntStream;
import org.menagerie.api.report.ReportCell;
import org.menagerie.reports.text.Cells;

/** The mark of p-values from two runs of each: one degree of freedom is hardly any. */
public final class TwoRuns {
  /** Behind a figure that {@link #NOTE} is about. */
  public static final String MARK = "‡";

  /** What the mark means. */
  public static final String NOTE =
      MARK
          + " From two seeds (or folds) alone, which leaves the t-test one degree of freedom, or"
          + " Welch's one to two: how much runs spread is hardly known, and a third may change p by"
          + " much.";

  private TwoRuns() {}

  /** Whether a figure has the mark that was tested on so many runs of each. */
  public static boolean isMarked(int runs) {
    return runs == 2;
  }

  /** A p-value with its mark, if it has one. */
  static ReportCell marked(ReportCell p, int runs) {
    return isMarked(runs) && p.value().isPresent() ? Cells.marked(p, MARK) : p;
  }

  /**
   * The note, if a figure has the mark.
   *
   * @param runs of each test that there is
   */
  static List<String> notes(IntStream runs) {
    return runs.anyMatch(TwoRuns::isMarked) ? List.of(NOTE) : List.of();
  }
}
