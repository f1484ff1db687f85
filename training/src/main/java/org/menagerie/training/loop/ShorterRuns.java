package org.menagerie.training.loop;

import java.util.List;
import org.menagerie.training.run.RunFolder;

/** Finds finished runs that differ from a training in having fewer epochs, and in nothing else. */
@FunctionalInterface
public interface ShorterRuns {
  /** There are none. */
  ShorterRuns NONE = job -> List.of();

  /** What there is, the longest first. Whether one of them can be extended is not asked here. */
  List<ShorterRun> of(TrainingJob job);

  /**
   * A run with fewer epochs.
   *
   * @param folder where it is
   * @param job what was trained
   */
  record ShorterRun(RunFolder folder, TrainingJob job) {}
}
