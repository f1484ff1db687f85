package org.menagerie.cluster.spark.driver;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;

/** One of a process's streams, in which a line that it prints when it waits parts its tasks. */
final class TaskOutput {
  private static final int BUFFER = 1 << 13;

  /** Takes what is printed. */
  interface Reader {
    void read(byte[] bytes) throws IOException;
  }

  private final InputStream in;
  private final byte[] end;
  private final byte[] buffer = new byte[BUFFER];
  private int at;
  private int limit;

  /**
   * @param end of a task; its first byte is nowhere else in it
   */
  TaskOutput(InputStream in, byte[] end) {
    this.in = in;
    this.end = end.clone();
  }

  /** Passes on what is printed for a task; false if the stream ended with it. */
  boolean passTo(Reader reader) throws IOException {
    ByteArrayOutputStream text = new ByteArrayOutputStream();
    int matched = 0;
    while (matched < end.length) {
      if (at == limit) {
        flush(text, reader);
        limit = Math.max(0, in.read(buffer));
        at = 0;
        if (limit == 0) {
          text.write(end, 0, matched);
          flush(text, reader);
          return false;
        }
      }
      byte next = buffer[at++];
      if (next != end[matched]) {
        // It was none, but for what may begin here.
        text.write(end, 0, matched);
        matched = 0;
      }
      if (next == end[matched]) {
        matched++;
      } else {
        text.write(next);
      }
    }
    flush(text, reader);
    return true;
  }

  private static void flush(ByteArrayOutputStream text, Reader reader) throws IOException {
    if (text.size() > 0) {
      reader.read(text.toByteArray());
      text.reset();
    }
  }
}
