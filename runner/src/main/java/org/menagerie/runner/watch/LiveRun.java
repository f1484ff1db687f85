package org.menagerie.runner.watch;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.menagerie.training.run.EpochMetrics;
import org.menagerie.training.run.RunFolder;
import org.menagerie.training.run.RunSpec;

/**
 * A run as its folder has it at a moment.
 *
 * @param folder where it is, or will be
 * @param state what becomes of it
 * @param epochs on record
 * @param changedAt when its folder last showed a sign of life, in milliseconds; 0 if never
 * @param reason why it failed, in a sentence
 */
record LiveRun(
    RunFolder folder,
    RunSpec spec,
    State state,
    List<EpochMetrics> epochs,
    long changedAt,
    Optional<String> reason) {

  /** What becomes of a run, in the order in which people want to see it. */
  enum State {
    /** A process trains it. */
    RUNNING,
    /** It is being trained, and asked to stop at its next checkpoint. */
    STOPPING,
    /** It could not go on. */
    FAILED,
    /** It was begun, and nobody trains it. */
    STOPPED,
    /** It is planned. */
    WAITING,
    /** It has its result. */
    FINISHED;

    String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  LiveRun {
    epochs = List.copyOf(epochs);
  }

  /** Its folder's name. */
  String name() {
    return String.valueOf(folder.path().getFileName());
  }
}
