package org.menagerie.execution.sweep;

import org.menagerie.training.loop.BatchProgress;
import org.menagerie.training.run.EpochMetrics;
import org.menagerie.training.run.RunSpec;

/** Follows the progress of a sweep; called on several threads. */
public interface SweepListener {

  /** Something was found that somebody should know, in a sentence; the run goes on. */
  default void noticed(RunSpec run, String sentence) {}

  /** Why a run begins where it does, in a sentence; nothing is amiss. */
  default void explained(RunSpec run, String sentence) {}

  /** An engine is ready; {@code doneEpochs} were trained earlier. */
  default void started(RunSpec run, int doneEpochs) {}

  /** A batch was trained; not every batch is reported. */
  default void batch(RunSpec run, BatchProgress progress) {}

  /** An epoch was trained and recorded. */
  default void epoch(RunSpec run, EpochMetrics metrics) {}

  /** A run broke off and is tried once more. */
  default void retried(RunSpec run, String reason) {}

  /** A run ended; not called for runs that never began. */
  default void ended(RunSpec run, Ending ending) {}
}
