package org.menagerie.execution.worker;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
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
  private static final int BUFFER = 1 << 13;
  private static final long GRACE_MILLIS = 5_000;

  private final OutputStream out;
  private final Thread follower;
  private final byte[] end = new byte[END];
  private long room;
  private long printed;
  private long written;

  /**
   * Adds to {@code file} what a process prints to its standard error, and what {@link #add} gets.
   */
  WorkerLog(Path file, InputStream errors) throws IOException {
    this.out = Files.newOutputStream(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    this.room = Math.max(0, BEGINNING - Files.size(file));
    this.follower = new Thread(() -> follow(errors), "log of a worker");
    follower.setDaemon(true);
    follower.start();
  }

  private void follow(InputStream errors) {
    byte[] buffer = new byte[BUFFER];
    try (errors) {
      for (int read = errors.read(buffer); read >= 0; read = errors.read(buffer)) {
        add(buffer, read);
      }
    } catch (IOException e) {
      // The process has ended, and what it printed last is lost.
      return;
    }
  }

  void add(String line) throws IOException {
    byte[] bytes = (line + "\n").getBytes(UTF_8);
    add(bytes, bytes.length);
  }

  private synchronized void add(byte[] bytes, int length) throws IOException {
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

  /** Waits for what the process printed last; another that it left may still hold the other end. */
  void awaitEnd() throws InterruptedException {
    follower.join(GRACE_MILLIS);
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
