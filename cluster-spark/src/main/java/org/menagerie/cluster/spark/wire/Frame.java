package org.menagerie.cluster.spark.wire;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.util.Optional;

/**
 * A message about a run.
 *
 * @param kind of the message
 * @param run the number that the command gave the run, from 0
 * @param content as the kind says
 */
@SuppressWarnings({"ArrayRecordComponent", "EnumOrdinal"}) // Both ends are of one jar.
public record Frame(Kind kind, int run, byte[] content) {

  /** The kinds of messages. */
  public enum Kind {
    /** To the driver: begins a run, see {@link RunRequest}. */
    START,
    /** To the driver: bytes for the standard input of the run's process. */
    INPUT,
    /** To the driver: ends the run at once. */
    KILL,
    /** To the driver: the result is stored of the run of this name, in UTF-8. */
    STORED,
    /** From the driver: it is connected; Spark's version. */
    READY,
    /** From the driver: bytes that the process printed to standard output. */
    OUT,
    /** From the driver: bytes that it printed to standard error. */
    ERR,
    /** From the driver: the process has ended, see {@link RunEnd}. */
    END,
    /**
     * From the driver: Spark gave the run up, or in the place of {@link #READY} the folder for
     * checkpoints cannot be used; why, in UTF-8.
     */
    FAILED
  }

  /** Writes it, and whatever was written before. */
  public void writeTo(DataOutputStream out) throws IOException {
    out.writeByte(kind.ordinal());
    out.writeInt(run);
    out.writeInt(content.length);
    out.write(content);
    out.flush();
  }

  /** The next one; empty at the end of the stream. */
  public static Optional<Frame> readFrom(DataInputStream in) throws IOException {
    int kind = in.read();
    if (kind < 0) {
      return Optional.empty();
    }
    try {
      int run = in.readInt();
      byte[] content = new byte[in.readInt()];
      in.readFully(content);
      return Optional.of(new Frame(Kind.values()[kind], run, content));
    } catch (EOFException e) {
      // The other side ended in the midst of it, which is the same as its end.
      return Optional.empty();
    }
  }
}
