package org.menagerie.runner.it;

import java.util.List;
import org.menagerie.training.run.EpochMetrics;

/** What two runs of one spec have in common. */
final class Epochs {
  private Epochs() {}

  static List<EpochMetrics> withoutTimes(List<EpochMetrics> history) {
    return history.stream()
        .map(
            epoch ->
                new EpochMetrics(
                    epoch.epoch(),
                    epoch.trainLoss(),
                    epoch.trainAccuracy(),
                    epoch.testLoss(),
                    epoch.testAccuracy(),
                    epoch.testCorrect(),
                    epoch.learningRate(),
                    0,
                    0,
                    0,
                    0))
        .toList();
  }
}
