package org.menagerie.training.checkpoint;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.menagerie.api.engine.SessionState;
import org.menagerie.api.error.MenagerieException;
import org.menagerie.data.io.FileReplacement;
import org.menagerie.data.io.Sha256;
import org.menagerie.training.run.EpochMetrics;
import org.menagerie.training.run.OutputFiles;
import org.menagerie.training.run.RunFolder;

/**
 * The checkpoints of a run: the last one, the one before, and the best. The last two each have a
 * record beside them that shows whether they are whole, so that damage to one loses an epoch at
 * most, and never passes for the truth.
 */
public final class CheckpointStore {
  private final RunFolder folder;
  private final RunOrigin origin;

  public CheckpointStore(RunFolder folder, RunOrigin origin) {
    this.folder = folder;
    this.origin = origin;
  }

  /**
   * Where a training begins.
   *
   * @param checkpoint to resume from; none at the very beginning
   * @param history the epochs that led to it
   * @param notice what somebody should know of files that were missing or damaged
   */
  public record Start(
      Optional<Checkpoint> checkpoint, List<EpochMetrics> history, Optional<String> notice) {}

  /** A checkpoint and its record, both whole and of each other. */
  private record Generation(
      CheckpointRecord record, Path recordFile, Checkpoint checkpoint, Path checkpointFile) {
    int epoch() {
      return record.history().size();
    }
  }

  /**
   * Finds the newest checkpoint that is whole, and makes it the last one. The events on record are
   * brought in line with it.
   *
   * @throws MenagerieException if the run was begun with other data or plug-ins, or the folder
   *     cannot be written to
   */
  public Start begin() {
    Optional<Generation> newest =
        generations().stream().max(Comparator.comparingInt(Generation::epoch));
    newest.ifPresent(found -> origin.requireSame(found.record().origin(), folder.path()));
    List<EpochMetrics> history = newest.map(found -> found.record().history()).orElse(List.of());
    Optional<String> notice = notice(newest);
    newest.ifPresent(this::makeLast);
    folder.rewriteEvents(history);
    return new Start(newest.map(Generation::checkpoint), history, notice);
  }

  /**
   * Stores what the latest epoch left behind; on disk when this returns.
   *
   * @param history of all epochs, the latest included
   * @param best whether no epoch before was as good
   */
  public void save(
      List<EpochMetrics> history, SessionState state, OptionalInt numericVersion, boolean best) {
    byte[] bytes = new Checkpoint(history.size(), state, numericVersion).bytes();
    if (best) {
      OutputFiles.write(folder.bestCheckpoint(), out -> out.write(bytes));
    }
    rename(folder.lastRecord(), folder.previousRecord());
    rename(folder.lastCheckpoint(), folder.previousCheckpoint());
    OutputFiles.write(folder.lastCheckpoint(), out -> out.write(bytes));
    CheckpointRecord.of(origin, history, bytes).write(folder.lastRecord());
  }

  /**
   * All that is whole. A process can end between two of the renamings of {@link #save}, so each
   * record is tried with each checkpoint; the checksum tells which belong together.
   */
  private List<Generation> generations() {
    List<Generation> found = new ArrayList<>();
    for (Path recordFile : List.of(folder.lastRecord(), folder.previousRecord())) {
      Optional<CheckpointRecord> record =
          CheckpointRecord.read(recordFile).filter(r -> r.origin().run().equals(origin.run()));
      for (Path file : List.of(folder.lastCheckpoint(), folder.previousCheckpoint())) {
        record
            .flatMap(r -> checkpoint(r, file).map(c -> new Generation(r, recordFile, c, file)))
            .ifPresent(found::add);
      }
    }
    return found;
  }

  private static Optional<Checkpoint> checkpoint(CheckpointRecord record, Path file) {
    try {
      if (!Files.exists(file) || !Sha256.of(Files.readAllBytes(file)).equals(record.checkpoint())) {
        return Optional.empty();
      }
      return Checkpoint.read(file).filter(read -> read.epoch() == record.history().size());
    } catch (IOException | MenagerieException e) {
      // Whatever is wrong with it, there is another generation.
      return Optional.empty();
    }
  }

  private Optional<String> notice(Optional<Generation> newest) {
    if (newest.isEmpty()) {
      boolean something =
          !folder.readEvents().isEmpty()
              || Files.exists(folder.lastCheckpoint())
              || Files.exists(folder.previousCheckpoint());
      return something
          ? Optional.of("No whole checkpoint is left, so training begins again.")
          : Optional.empty();
    }
    boolean last =
        newest.get().recordFile().equals(folder.lastRecord())
            && newest.get().checkpointFile().equals(folder.lastCheckpoint());
    return last
        ? Optional.empty()
        : Optional.of(
            "The last checkpoint is missing or damaged, so training resumes from the one before.");
  }

  private void makeLast(Generation newest) {
    rename(newest.checkpointFile(), folder.lastCheckpoint());
    rename(newest.recordFile(), folder.lastRecord());
  }

  /** Renames a file that may not be there, as before the first epoch. */
  private static void rename(Path from, Path to) {
    if (from.equals(to) || !Files.exists(from)) {
      return;
    }
    try {
      FileReplacement.rename(from, to);
    } catch (IOException e) {
      throw OutputFiles.cannotWrite(to, e);
    }
  }
}
