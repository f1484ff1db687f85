package org.menagerie.training.loop;

import org.menagerie.training.run.EpochMetrics;

/** Follows a training and can stop it; called on the training thread, so it must be fast. */
public interface TrainingListener {

  /** Something was found that somebody should know, in a sentence; training goes on. */
  default void noticed(String sentence) {}

  /** Why the training begins where it does, in a sentence; nothing is amiss. */
  default void explained(String sentence) {}

  /** Nothing happens, since another process is at work on the same; called now and then. */
  default void waiting() {}

  /** The engine is ready; {@code doneEpochs} were trained earlier, before an interruption. */
  default void started(int doneEpochs) {}

  /** Whether to train one more epoch; asked before each, when all before it is recorded. */
  default boolean goesOn() {
    return true;
  }

  /** A batch has been trained. */
  default void batch(BatchProgress progress) {}

  /** An epoch has been trained, tested and recorded. */
  default void epoch(EpochMetrics metrics) {}
}
