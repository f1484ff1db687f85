package org.menagerie.training.checkpoint;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.menagerie.api.error.MenagerieException;
import org.menagerie.data.io.Sha256;
import org.menagerie.training.run.Ancestor;
import org.menagerie.training.run.EpochMetrics;
import org.menagerie.training.run.OutputFiles;
import org.menagerie.training.run.RunJson;

/**
 * What stands beside a checkpoint: the epochs that led to it, what it belongs to, and the checksums
 * by which both files are known to be whole. Apart from the checkpoint, since seconds differ from
 * one training to the next, and checkpoints of the same epoch should not.
 *
 * @param origin of the run
 * @param history one entry for each epoch so far
 * @param checkpoint SHA-256 of the checkpoint's file
 * @param best SHA-256 of the file of the best checkpoint so far, which may be this one; none in
 *     records of earlier versions
 * @param ancestor the run that the first epochs are those of, if there is one
 * @param checksum SHA-256 of this record's compact JSON with an empty text in this place
 */
record CheckpointRecord(
    RunOrigin origin,
    List<EpochMetrics> history,
    String checkpoint,
    @JsonInclude(JsonInclude.Include.NON_ABSENT) Optional<String> best,
    @JsonInclude(JsonInclude.Include.NON_ABSENT) Optional<Ancestor> ancestor,
    String checksum) {

  CheckpointRecord {
    requireNonNull(origin, "origin is null");
    history = List.copyOf(history);
    requireNonNull(checkpoint, "checkpoint is null");
    requireNonNull(best, "best is null");
    requireNonNull(ancestor, "ancestor is null");
    requireNonNull(checksum, "checksum is null");
  }

  static CheckpointRecord of(
      RunOrigin origin,
      List<EpochMetrics> history,
      String checkpoint,
      Optional<String> best,
      Optional<Ancestor> ancestor) {
    CheckpointRecord unsigned =
        new CheckpointRecord(origin, history, checkpoint, best, ancestor, "");
    return unsigned.withChecksum(unsigned.ownChecksum());
  }

  /**
   * The record in {@code file}; none if there is no file, or it is not as it was written.
   *
   * @throws MenagerieException if there is a file that cannot be read
   */
  static Optional<CheckpointRecord> read(Path file) {
    Optional<byte[]> stored = OutputFiles.read(file);
    if (stored.isEmpty()) {
      return Optional.empty();
    }
    try {
      CheckpointRecord read = RunJson.compact().readValue(stored.get(), CheckpointRecord.class);
      return read != null && read.isWhole() ? Optional.of(read) : Optional.empty();
    } catch (IOException e) {
      // Whatever is wrong with it, there is another generation.
      return Optional.empty();
    }
  }

  /** The checkpoint that this is the record of, if {@code bytes} of {@code file} are that. */
  Optional<Checkpoint> checkpoint(byte[] bytes, Path file) {
    if (!Sha256.of(bytes).equals(checkpoint)) {
      return Optional.empty();
    }
    try {
      return Optional.of(Checkpoint.of(bytes, file)).filter(c -> c.epoch() == history.size());
    } catch (MenagerieException e) {
      // Whatever is wrong with it, there is another generation.
      return Optional.empty();
    }
  }

  void write(Path file) {
    OutputFiles.write(file, out -> RunJson.compact().writeValue(out, this));
  }

  private boolean isWhole() {
    List<Integer> epochs = history.stream().map(EpochMetrics::epoch).toList();
    return checksum.equals(ownChecksum())
        && epochs.equals(IntStream.rangeClosed(1, history.size()).boxed().toList());
  }

  private CheckpointRecord withChecksum(String other) {
    return new CheckpointRecord(origin, history, checkpoint, best, ancestor, other);
  }

  private String ownChecksum() {
    try {
      return Sha256.of(RunJson.compact().writeValueAsBytes(withChecksum("")));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("records are always written as JSON", e);
    }
  }
}
