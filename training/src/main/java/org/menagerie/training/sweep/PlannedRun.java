package org.menagerie.training.sweep;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.menagerie.api.error.MenagerieException;
import org.menagerie.training.run.RunFolder;
import org.menagerie.training.run.RunSpec;

/**
 * A run and its progress.
 *
 * @param spec of the run
 * @param folder where it is, or will be
 * @param state of the folder
 * @param doneEpochs on record; 0 unless it is begun
 * @param problem what is wrong with a result that cannot be read, in a sentence; otherwise none
 */
public record PlannedRun(
    RunSpec spec, RunFolder folder, State state, int doneEpochs, Optional<String> problem) {

  /** The state of a run on disk. */
  public enum State {
    /** Its result: it is never trained again. */
    FINISHED,
    /** A result that cannot be read. It may be mended, so that it is not trained again either. */
    UNREADABLE,
    /** A checkpoint to resume from. */
    BEGUN,
    /** Nothing that counts. */
    NEW
  }

  static PlannedRun in(Path out, RunSpec spec, boolean anyThreads) {
    RunFolder folder = new RunFolder(out.resolve(spec.runName()));
    if (folder.isFinished()) {
      return withResult(spec, folder, spec);
    }
    Optional<RunFolder> twin = anyThreads ? finishedWithOtherThreads(out, spec) : Optional.empty();
    if (twin.isPresent()) {
      return withResult(spec, twin.get(), twin.get().readSpec());
    }
    return hasCheckpoint(folder)
        ? begun(spec, folder)
        : new PlannedRun(spec, folder, State.NEW, 0, Optional.empty());
  }

  /**
   * A damaged result is mended from a checkpoint; where there is none, it may be mended by hand.
   */
  private static PlannedRun withResult(RunSpec spec, RunFolder folder, RunSpec stored) {
    try {
      boolean whole = folder.isFinished(stored);
      if (!whole && hasCheckpoint(folder)) {
        return begun(spec, folder);
      }
      folder.readResult();
      return whole
          ? new PlannedRun(spec, folder, State.FINISHED, 0, Optional.empty())
          : unreadable(
              spec, folder, "Cannot read %s: it is of another run.".formatted(folder.resultFile()));
    } catch (MenagerieException e) {
      // One bad folder stops nothing.
      return unreadable(spec, folder, e.getMessage());
    }
  }

  private static PlannedRun unreadable(RunSpec spec, RunFolder folder, String problem) {
    return new PlannedRun(spec, folder, State.UNREADABLE, 0, Optional.of(problem));
  }

  private static boolean hasCheckpoint(RunFolder folder) {
    return Files.exists(folder.lastCheckpoint()) || Files.exists(folder.previousCheckpoint());
  }

  private static PlannedRun begun(RunSpec spec, RunFolder folder) {
    return new PlannedRun(spec, folder, State.BEGUN, doneEpochs(folder), Optional.empty());
  }

  private static int doneEpochs(RunFolder folder) {
    try {
      return folder.readEvents().size();
    } catch (MenagerieException e) {
      // It stops no plan; the run itself fails, and says why.
      return 0;
    }
  }

  /** A run of the same spec but for its threads, known by its folder's name and its own spec. */
  private static Optional<RunFolder> finishedWithOtherThreads(Path out, RunSpec spec) {
    return RunFolder.alike(out, spec).stream()
        .filter(folder -> isSameRun(folder, spec))
        .findFirst();
  }

  private static boolean isSameRun(RunFolder folder, RunSpec spec) {
    try {
      RunSpec stored = folder.readSpec();
      return stored.withThreads(spec.threads()).runName().equals(spec.runName())
          && folder.isFinished(stored);
    } catch (MenagerieException e) {
      // Of another version, or damaged: not this run.
      return false;
    }
  }

  public boolean isFinished() {
    return state == State.FINISHED;
  }

  /** Whether it is still to be trained. */
  public boolean isOpen() {
    return state == State.BEGUN || state == State.NEW;
  }

  /** Epochs still to be trained, unless the training stops early. */
  public int openEpochs() {
    return !isOpen() ? 0 : Math.max(0, spec.recipe().epochs() - doneEpochs);
  }
}
