package org.menagerie.reports.schema;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.menagerie.training.run.RunResult;

/**
 * What tables call the best epoch of a run. It was chosen on the test set, and its figures are
 * starred, unless images were held out to choose it on.
 *
 * @param onTest whether runs of a table have chosen on the test set
 * @param onValidation whether runs have chosen on validation images
 */
record ChosenEpoch(boolean onTest, boolean onValidation) {
  private static final String MARK = "°";
  private static final String BEST = "best*";
  private static final String CHOSEN = "chosen" + MARK;

  static ChosenEpoch of(Collection<RunResult> runs) {
    return new ChosenEpoch(
        runs.stream().anyMatch(run -> !run.isValidated()),
        runs.stream().anyMatch(RunResult::isValidated));
  }

  /** Its name in one run. */
  static String name(RunResult run) {
    return run.isValidated() ? CHOSEN : BEST;
  }

  /** Its name in all of the runs. */
  String name() {
    return onTest ? BEST : CHOSEN;
  }

  /** What stands behind a figure of a run that {@link #name} is not right for. */
  String mark(RunResult run) {
    return onTest && run.isValidated() ? MARK : "";
  }

  /**
   * What star and mark mean.
   *
   * @param whose in words that follow "epoch"
   */
  List<String> notes(String whose) {
    List<String> notes = new ArrayList<>();
    if (onTest) {
      notes.add("* Best epoch %s: chosen on the test set, hence optimistic.".formatted(whose));
    }
    if (onValidation) {
      notes.add(
          MARK
              + " Chosen epoch %s: chosen on validation images, which were not trained on; the test set had no part in it."
                  .formatted(whose));
    }
    return notes;
  }
}
