package org.menagerie.training.checkpoint;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.menagerie.api.error.ErrorCode;
import org.menagerie.api.error.MenagerieException;
import org.menagerie.data.io.FileReplacement;
import org.menagerie.data.io.Sha256;
import org.menagerie.training.run.Ancestor;
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
  private final boolean needsBest;

  /** Checksum of the best checkpoint so far. */
  private Optional<String> best = Optional.empty();

  /** The run that the first epochs are those of. */
  private Optional<Ancestor> ancestor = Optional.empty();

  /** The checkpoints of a run whose result does not need the best one. */
  public CheckpointStore(RunFolder folder, RunOrigin origin) {
    this(folder, origin, false);
  }

  /**
   * The checkpoints in a folder.
   *
   * @param needsBest whether there is no result without {@link #best}
   */
  public CheckpointStore(RunFolder folder, RunOrigin origin, boolean needsBest) {
    this.folder = folder;
    this.origin = origin;
    this.needsBest = needsBest;
  }

  /**
   * Where a training begins.
   *
   * @param checkpoint to resume from; none at the very beginning
   * @param history the epochs that led to it
   * @param ancestor the run that the first of them are those of, if there is one
   * @param notices what somebody should know of files that were missing or damaged
   */
  public record Start(
      Optional<Checkpoint> checkpoint,
      List<EpochMetrics> history,
      Optional<Ancestor> ancestor,
      List<String> notices) {
    public Start {
      history = List.copyOf(history);
      notices = List.copyOf(notices);
    }
  }

  /** A checkpoint and its record, both whole and of each other. */
  private record Generation(
      CheckpointRecord record, Path recordFile, Checkpoint checkpoint, Path checkpointFile) {
    int epoch() {
      return record.history().size();
    }
  }

  /**
   * Finds the newest checkpoint that is whole, and makes it the last one; one that other machines
   * share counts too, if it was brought here. Events on record and the best checkpoint are brought
   * in line with it, and a result, which cannot be whole if training begins, is moved out of the
   * way.
   *
   * @throws MenagerieException if the run was begun with other data or plug-ins, or the folder
   *     cannot be read or written to
   */
  public Start begin() {
    List<String> notices = new ArrayList<>(adoptShared());
    List<CheckpointRecord> records = records();
    List<Generation> generations = generations();
    Optional<Generation> whole =
        generations.stream().max(Comparator.comparingInt(Generation::epoch));
    whole.ifPresent(found -> origin.requireSame(found.record().origin(), folder.path()));
    Optional<String> lost = whole.flatMap(found -> mendBest(found, records, generations));
    Optional<Generation> newest = needsBest && lost.isPresent() ? Optional.empty() : whole;
    if (newest.equals(whole)) {
      notice(newest).ifPresent(notices::add);
      lost.ifPresent(notices::add);
    } else {
      forget();
      notices.add(
          "The best checkpoint is missing or damaged, and its network is to be tested, so training begins again.");
    }
    List<EpochMetrics> history = newest.map(found -> found.record().history()).orElse(List.of());
    newest.ifPresent(this::makeLast);
    ancestor = newest.flatMap(found -> found.record().ancestor());
    folder.rewriteEvents(history);
    if (folder.isFinished()) {
      Path aside = folder.setAside(folder.resultFile());
      notices.add(
          "The result was damaged, so it is made again; what was there is in %s."
              .formatted(aside.getFileName()));
    }
    return new Start(newest.map(Generation::checkpoint), history, ancestor, notices);
  }

  /**
   * What somebody should know of the shared checkpoints, of which the newest may be the last now.
   */
  private List<String> adoptShared() {
    SharedCheckpoints shared = SharedCheckpoints.in(folder);
    if (shared.isNone()) {
      return List.of();
    }
    Found own = look();
    return own.difference().isPresent()
        ? List.of()
        : shared.adopt(own.epoch(), copy -> new CheckpointStore(copy, origin, needsBest).look());
  }

  /**
   * What could be resumed from.
   *
   * @param epoch the newest; 0 if there is none
   * @param difference what it was made from and is not there now, in words
   */
  record Found(int epoch, Optional<String> difference) {}

  private Found look() {
    return generations().stream()
        .filter(generation -> !needsBest || hasBest(generation))
        .max(Comparator.comparingInt(Generation::epoch))
        .map(newest -> new Found(newest.epoch(), origin.difference(newest.record().origin())))
        .orElse(new Found(0, Optional.empty()));
  }

  private boolean hasBest(Generation generation) {
    Optional<String> needed = generation.record().best();
    return needed.equals(Optional.of(generation.record().checkpoint()))
        || needed.equals(OutputFiles.read(folder.bestCheckpoint()).map(Sha256::of));
  }

  /** Takes away what there is, since it cannot lead to a result. */
  private void forget() {
    best = Optional.empty();
    try {
      for (Path record : recordFiles()) {
        // A checkpoint without its record is none.
        Files.deleteIfExists(record);
      }
    } catch (IOException e) {
      throw OutputFiles.cannotWrite(folder.path(), e);
    }
    force();
  }

  /**
   * The best checkpoint so far.
   *
   * @throws MenagerieException if it is not there any more, or damaged
   */
  public Checkpoint best() {
    Path file = folder.bestCheckpoint();
    byte[] bytes =
        OutputFiles.read(file)
            .filter(stored -> best.equals(Optional.of(Sha256.of(stored))))
            .orElseThrow(
                () ->
                    new MenagerieException(
                        ErrorCode.RESULT_UNREADABLE,
                        "The best checkpoint %s is missing or damaged: give the run's command again, which trains it again."
                            .formatted(file)));
    return Checkpoint.of(bytes, file);
  }

  /**
   * Begins with what another run left behind, as if its epochs had been trained here.
   *
   * @throws MenagerieException if the folder cannot be written to
   */
  public Start inherit(Legacy legacy) {
    best = Optional.of(Sha256.of(legacy.best()));
    ancestor = Optional.of(legacy.ancestor());
    OutputFiles.write(folder.bestCheckpoint(), out -> out.write(legacy.best()));
    OutputFiles.write(folder.lastCheckpoint(), out -> out.write(legacy.last()));
    // Nothing counts before its record is there, and events are repaired from it.
    CheckpointRecord.of(origin, legacy.history(), Sha256.of(legacy.last()), best, ancestor)
        .write(folder.lastRecord());
    folder.rewriteEvents(legacy.history());
    return new Start(Optional.of(legacy.checkpoint()), legacy.history(), ancestor, List.of());
  }

  /**
   * Stores what the latest epoch left behind; on disk when this returns.
   *
   * @param history of all epochs, the latest included
   * @param checkpoint of the latest
   * @param isBest whether no epoch before was as good
   */
  public void save(List<EpochMetrics> history, Checkpoint checkpoint, boolean isBest) {
    byte[] bytes = checkpoint.bytes();
    String checksum = Sha256.of(bytes);
    if (isBest) {
      best = Optional.of(checksum);
    }
    rename(folder.lastRecord(), folder.previousRecord());
    rename(folder.lastCheckpoint(), folder.previousCheckpoint());
    force();
    OutputFiles.write(folder.lastCheckpoint(), out -> out.write(bytes));
    CheckpointRecord.of(origin, history, checksum, best, ancestor).write(folder.lastRecord());
    if (isBest) {
      // Last, since the best before cannot be made again, and this one can, from the checkpoint.
      OutputFiles.write(folder.bestCheckpoint(), out -> out.write(bytes));
    }
  }

  private List<CheckpointRecord> records() {
    return recordFiles().stream()
        .map(CheckpointRecord::read)
        .flatMap(Optional::stream)
        .filter(this::isOfThisRun)
        .toList();
  }

  private List<Path> recordFiles() {
    return List.of(folder.lastRecord(), folder.previousRecord());
  }

  private boolean isOfThisRun(CheckpointRecord record) {
    return record.origin().run().equals(origin.run());
  }

  /**
   * All that is whole. A process can end between two of the renamings of {@link #save}, so each
   * record is tried with each checkpoint; the checksum tells which belong together.
   */
  private List<Generation> generations() {
    List<Generation> found = new ArrayList<>();
    for (Path recordFile : recordFiles()) {
      Optional<CheckpointRecord> record =
          CheckpointRecord.read(recordFile).filter(this::isOfThisRun);
      for (Path file : List.of(folder.lastCheckpoint(), folder.previousCheckpoint())) {
        record
            .flatMap(r -> checkpoint(r, file).map(c -> new Generation(r, recordFile, c, file)))
            .ifPresent(found::add);
      }
    }
    return found;
  }

  private static Optional<Checkpoint> checkpoint(CheckpointRecord record, Path file) {
    return OutputFiles.read(file).flatMap(bytes -> record.checkpoint(bytes, file));
  }

  private Optional<String> notice(Optional<Generation> newest) {
    if (newest.isEmpty()) {
      boolean something =
          folder.isFinished()
              || Files.exists(folder.lastCheckpoint())
              || Files.exists(folder.previousCheckpoint())
              || !folder.readEvents().isEmpty();
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

  /**
   * Makes sure that the best checkpoint is what the records say.
   *
   * @return what to say if it is not, and cannot be made again from the others
   */
  private Optional<String> mendBest(
      Generation newest, List<CheckpointRecord> records, List<Generation> generations) {
    best = newest.record().best();
    Optional<byte[]> stored = OutputFiles.read(folder.bestCheckpoint());
    Optional<String> found = stored.map(Sha256::of);
    // That of a later epoch is kept: the epoch is trained again, and comes out the same.
    boolean onRecord =
        records.stream()
            .filter(record -> record.history().size() >= newest.epoch())
            .anyMatch(record -> record.best().equals(found));
    if (best.isEmpty() || onRecord) {
      return Optional.empty();
    }
    Optional<Generation> same =
        generations.stream().filter(g -> best.get().equals(g.record().checkpoint())).findFirst();
    if (same.isPresent()) {
      byte[] bytes = OutputFiles.read(same.get().checkpointFile()).orElseThrow();
      OutputFiles.write(folder.bestCheckpoint(), out -> out.write(bytes));
      return Optional.empty();
    }
    String aside = "";
    if (stored.isPresent()) {
      Path moved = folder.setAside(folder.bestCheckpoint());
      aside = "; what was there is in " + moved.getFileName();
    }
    return Optional.of(
        "The best checkpoint is missing or damaged, and only training from the beginning can make it again; the result does not need it%s."
            .formatted(aside));
  }

  private void makeLast(Generation newest) {
    rename(newest.checkpointFile(), folder.lastCheckpoint());
    rename(newest.recordFile(), folder.lastRecord());
    force();
  }

  private void force() {
    try {
      FileReplacement.forceFolder(folder.path());
    } catch (IOException e) {
      throw OutputFiles.cannotWrite(folder.path(), e);
    }
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
