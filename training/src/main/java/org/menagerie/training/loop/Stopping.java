package org.menagerie.training.loop;

import java.util.List;
import java.util.Optional;
import org.menagerie.api.recipe.EarlyStopping;
import org.menagerie.api.recipe.Recipe;
import org.menagerie.training.run.EpochMetrics;
import org.menagerie.training.run.RunResult;
import org.menagerie.training.run.StopReason;

/**
 * Decides from the history alone whether a training is over, so that a resumed one decides alike.
 * It looks at the accuracy on validation images. Where none are held out, it looks at that on test
 * images, the only other ones not trained on: a run that it then ends early is marked wherever its
 * figures stand ({@link RunResult#stoppedOnTest}).
 */
final class Stopping {
  private Stopping() {}

  static Optional<StopReason> after(List<EpochMetrics> history, Recipe recipe) {
    if (history.isEmpty()) {
      return Optional.empty();
    }
    EarlyStopping early = recipe.earlyStopping();
    double latest = history.get(history.size() - 1).judged().accuracy();
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
    return history.size() - RunResult.bestOf(history).epoch();
  }
}
