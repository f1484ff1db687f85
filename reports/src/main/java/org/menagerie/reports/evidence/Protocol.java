package org.menagerie.reports.evidence;

import java.util.OptionalDouble;
import org.menagerie.api.model.PublishedResult;
import org.menagerie.training.run.EpochMetrics;
import org.menagerie.training.run.RunResult;

/** Which epoch's test accuracy stands for a run. The two are never mixed. */
public enum Protocol {
  /** The last epoch. */
  FINAL {
    @Override
    EpochMetrics epochOf(RunResult run) {
      return run.finalEpoch();
    }

    @Override
    OptionalDouble accuracyOf(PublishedResult published) {
      return published.finalTestAccuracy();
    }
  },
  /**
   * The best epoch: chosen on the test set, so optimistic, unless images were held out to choose it
   * on.
   */
  BEST {
    @Override
    EpochMetrics epochOf(RunResult run) {
      return run.bestEpoch();
    }

    @Override
    OptionalDouble accuracyOf(PublishedResult published) {
      return published.bestTestAccuracy();
    }
  };

  abstract EpochMetrics epochOf(RunResult run);

  /** In percent. */
  abstract OptionalDouble accuracyOf(PublishedResult published);
}
