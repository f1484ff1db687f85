package org.menagerie.training.checkpoint;

import java.util.List;
import java.util.Optional;
import org.menagerie.data.io.Sha256;
import org.menagerie.training.run.Ancestor;
import org.menagerie.training.run.EpochMetrics;
import org.menagerie.training.run.OutputFiles;
import org.menagerie.training.run.RunFolder;

/**
 * What a finished run leaves to one that begins where it ended. All of it was found whole by
 * checksums, so that nobody has to be kept from its folder meanwhile, and the folder stays as it
 * is.
 */
public final class Legacy {
  private final CheckpointRecord record;
  private final Checkpoint checkpoint;
  private final byte[] last;
  private final byte[] best;

  private Legacy(CheckpointRecord record, Checkpoint checkpoint, byte[] last, byte[] best) {
    this.record = record;
    this.checkpoint = checkpoint;
    this.last = last;
    this.best = best;
  }

  /**
   * What lies in {@code folder}; none if a part is missing or damaged.
   *
   * @param run the name of the finished run
   * @throws org.menagerie.api.error.MenagerieException if there is a file that cannot be read
   */
  public static Optional<Legacy> of(RunFolder folder, String run) {
    Optional<CheckpointRecord> record =
        CheckpointRecord.read(folder.lastRecord()).filter(r -> r.origin().run().equals(run));
    Optional<byte[]> last = OutputFiles.read(folder.lastCheckpoint());
    Optional<byte[]> best = OutputFiles.read(folder.bestCheckpoint());
    if (record.isEmpty()
        || last.isEmpty()
        || best.isEmpty()
        || !best.map(Sha256::of).equals(record.get().best())) {
      return Optional.empty();
    }
    return record
        .get()
        .checkpoint(last.get(), folder.lastCheckpoint())
        .map(checkpoint -> new Legacy(record.get(), checkpoint, last.get(), best.get()));
  }

  /** The run that leaves it. */
  public Ancestor ancestor() {
    return new Ancestor(record.origin().run(), record.history().size());
  }

  /** What that run was made from. */
  public RunOrigin origin() {
    return record.origin();
  }

  /** All of its epochs. */
  public List<EpochMetrics> history() {
    return record.history();
  }

  /** Its state after the last of them. */
  public Checkpoint checkpoint() {
    return checkpoint;
  }

  /** The file of that. */
  byte[] last() {
    return last;
  }

  /** The file of its best checkpoint. */
  byte[] best() {
    return best;
  }
}
