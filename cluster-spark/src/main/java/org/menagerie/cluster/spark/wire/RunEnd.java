package org.menagerie.cluster.spark.wire;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.Serializable;

/**
 * The end of a process.
 *
 * @param exitCode of the process
 * @param pid its number on its machine
 * @param files of the run's folder, see {@link FolderZip}
 */
@SuppressWarnings("ArrayRecordComponent") // A message, which nobody compares.
public record RunEnd(int exitCode, long pid, byte[] files) implements Serializable {

  /** The form in which it travels. */
  public byte[] bytes() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    DataOutputStream out = new DataOutputStream(bytes);
    out.writeInt(exitCode);
    out.writeLong(pid);
    out.write(files);
    return bytes.toByteArray();
  }

  /** Reads what {@link #bytes} gave. */
  public static RunEnd of(byte[] bytes) throws IOException {
    DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes));
    return new RunEnd(in.readInt(), in.readLong(), in.readAllBytes());
  }
}
