package org.menagerie.training.loop;

import java.util.List;
import java.util.Optional;
import org.menagerie.api.recipe.EarlyStopping;
import org.menagerie.api.recipe.Recipe;
import org.menagerie.training.run.EpochMetrics;
import org.menagerie.training.run.StopReason;

/**
 * Decides from the history alone whether a training is over, so that a resumed one decides alike.
 * It looks at the test accuracy, the only one that there is of images not trained on: a run that it
 * ends early is marked wherever its figures stand ({@link
 * org.menagerie.training.run.RunResult#stoppedOnTest}).
 */
final class Stopping {
  private Stopping() {}

  static Optional<StopReason> after(List<EpochMetrics> history, Recipe recipe) {
    if (history.isEmpty()) {
      return Optional.empty();
    }
    EarlyStopping early = recipe.earlyStopping();
    double latest = history.get(history.size() - 1).testAccuracy();
    if (early.targetAccuracy().isPresent() && latest >= early.targetAccuracy().getAsDouble()) {
      return Optional.of(StopReason.TARGET_REACHED);
    }
    if (history.size() >= recipe.epochs()) {
      return Optional.of(StopReason.ALL_EPOCHS);
    }
    if (early.patience().isPresent() && epochsSinceBest(history) >= early.patience().getAsInt()) {
      return Optional.of(StopReason.NO_IMPROVEMENT);
    }
    return Optional.empty();
  }

  private static int epochsSinceBest(List<EpochMetrics> history) {
    int best = 0;
    for (int i = 1; i < history.size(); i++) {
      if (history.get(i).testCorrect() > history.get(best).testCorrect()) {
        best = i;
      }
    }
    return history.size() - 1 - best;
  }
}
