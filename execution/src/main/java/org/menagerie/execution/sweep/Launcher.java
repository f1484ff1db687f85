package org.menagerie.execution.sweep;

import java.util.Optional;
import org.menagerie.training.loop.TrainingListener;
import org.menagerie.training.run.RunResult;
import org.menagerie.training.run.RunSpec;

/** Starts trainings; each runs on its own. */
@FunctionalInterface
public interface Launcher {

  /**
   * Begins a run, or resumes it.
   *
   * @throws org.menagerie.api.error.MenagerieException if it cannot be begun
   */
  Launched launch(RunSpec spec, TrainingListener listener);

  /** A training that has begun. */
  interface Launched {
    /**
     * Waits for its end, and calls the listener meanwhile.
     *
     * @return empty if it was asked to stop and did so at a checkpoint
     * @throws org.menagerie.api.error.MenagerieException if it fails; with {@code RUN_CRASHED} if
     *     it may go well another time
     */
    Optional<RunResult> await();

    /** Asks it to stop at its next checkpoint. */
    void stop();

    /** Ends it at once. */
    void kill();
  }
}
