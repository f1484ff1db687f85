package org.menagerie.execution.worker;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;

/**
 * The log of a run, which stays small whatever a worker prints: its beginning is written as it
 * comes, and where that is too much, its end when the worker has ended.
 */
final class WorkerLog implements Closeable {
  private static final int BEGINNING = 8 << 20;
  private static final int END = 1 << 20;
  private static final int LONGEST_LINE = 1_000;

  private final OutputStream out;
  private final byte[] end = new byte[END];
  private long room;
  private long printed;
  private long written;

  /** A log that continues what the file holds. */
  WorkerLog(Path file) throws IOException {
    this.out = Files.newOutputStream(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    this.room = Math.max(0, BEGINNING - Files.size(file));
  }

  void add(String line) {
    byte[] bytes = (line + "\n").getBytes(UTF_8);
    add(bytes, bytes.length);
  }

  synchronized void add(byte[] bytes, int length) {
    int from = Math.max(0, length - END);
    int at = (int) ((printed + from) % END);
    int first = Math.min(length - from, END - at);
    System.arraycopy(bytes, from, end, at, first);
    System.arraycopy(bytes, from + first, end, 0, length - from - first);
    printed += length;
    int fitting = (int) Math.min(room, length);
    room -= fitting;
    written += fitting;
    try {
      out.write(bytes, 0, fitting);
    } catch (IOException e) {
      // On a full disk a run can go on without its log, but not if it waits for its log.
      room = 0;
    }
  }

  /** The last lines that were printed, and of very long ones the end. */
  synchronized List<String> lastLines(int number) {
    List<String> lines = new String(end(END), UTF_8).lines().toList();
    return lines.subList(Math.max(0, lines.size() - number), lines.size()).stream()
        .map(line -> line.substring(Math.max(0, line.length() - LONGEST_LINE)))
        .toList();
  }

  @Override
  public synchronized void close() throws IOException {
    try (out) {
      long missing = printed - written;
      if (missing > 0) {
        byte[] last = end((int) Math.min(missing, END));
        out.write(
            "%n... %,d bytes are left out here ...%n"
                .formatted(missing - last.length)
                .getBytes(UTF_8));
        out.write(last);
      }
      room = 0;
      written = printed;
    }
  }

  private byte[] end(int length) {
    int kept = (int) Math.min(length, printed);
    byte[] bytes = new byte[kept];
    for (int i = 0; i < kept; i++) {
      bytes[i] = end[(int) ((printed - kept + i) % END)];
    }
    return bytes;
  }
}
