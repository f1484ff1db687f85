package org.menagerie.training.sweep;

import java.nio.file.Files;
import java.nio.file.Path;
import org.menagerie.training.run.RunFolder;
import org.menagerie.training.run.RunSpec;

/**
 * A run, and how far it is.
 *
 * @param spec of the run
 * @param folder where it is, or will be
 * @param state of the folder
 * @param doneEpochs on record; 0 unless it is begun
 */
public record PlannedRun(RunSpec spec, RunFolder folder, State state, int doneEpochs) {

  /** What there is of a run. */
  public enum State {
    /** Its result: it is never trained again. */
    FINISHED,
    /** A checkpoint to go on from. */
    BEGUN,
    /** Nothing that counts. */
    NEW
  }

  static PlannedRun in(Path out, RunSpec spec) {
    RunFolder folder = new RunFolder(out.resolve(spec.runName()));
    if (folder.isFinished()) {
      return new PlannedRun(spec, folder, State.FINISHED, 0);
    }
    return Files.exists(folder.lastCheckpoint())
        ? new PlannedRun(spec, folder, State.BEGUN, folder.readEvents().size())
        : new PlannedRun(spec, folder, State.NEW, 0);
  }

  public boolean isFinished() {
    return state == State.FINISHED;
  }

  /** Epochs still to be trained, unless the training stops early. */
  public int openEpochs() {
    return isFinished() ? 0 : Math.max(0, spec.recipe().epochs() - doneEpochs);
  }
}
