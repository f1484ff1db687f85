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
                epoch.toBuilder()
                    .seconds(0)
                    .evaluationSeconds(0)
                    .dataSeconds(0)
                    .imagesPerSecond(0)
                    .build())
        .toList();
  }
}
