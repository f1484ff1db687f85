package org.menagerie.execution.worker;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import org.jspecify.annotations.Nullable;

/**
 * What a worker prints to standard error, which goes to the log of the run that it trains. Between
 * two runs it prints a mark, so that no line gets into another run's log.
 */
final class WorkerErrors {
  /** Begins with ASCII's record separator, so that no part of other text has to wait for more. */
  private static final byte[] MARK = "\u001e@menagerie end of task\n".getBytes(UTF_8);

  private static final int BUFFER = 1 << 13;
  private static final long GRACE_MILLIS = 5_000;

  private @Nullable WorkerLog log;

  WorkerErrors(InputStream errors, WorkerLog first) {
    this.log = first;
    Thread follower = new Thread(() -> follow(errors), "log of a worker");
    follower.setDaemon(true);
    follower.start();
  }

  /** Marks in the worker's own process that nothing more of its task will be printed. */
  static void markEnd(PrintStream errors) {
    errors.writeBytes(MARK);
    errors.flush();
  }

  /** Adds to a log what is printed from now on until the next mark. */
  synchronized void writeTo(WorkerLog next) {
    log = next;
  }

  /**
   * Waits for what was printed last: until the mark, or the end of the process. Not forever, since
   * another process that it left behind may still hold the other end.
   */
  synchronized void awaitEnd() throws InterruptedException {
    long deadline = System.nanoTime() + GRACE_MILLIS * 1_000_000;
    for (long left = GRACE_MILLIS;
        log != null && left > 0;
        left = (deadline - System.nanoTime()) / 1_000_000) {
      wait(left);
    }
    log = null;
  }

  private void follow(InputStream errors) {
    byte[] buffer = new byte[BUFFER];
    int matched = 0;
    try (errors) {
      for (int read = errors.read(buffer); read >= 0; read = errors.read(buffer)) {
        matched = pass(buffer, read, matched);
      }
    } catch (IOException e) {
      // The process has ended, and what it printed last is lost.
    } finally {
      add(MARK, matched);
      ended();
    }
  }

  /**
   * Passes on all but marks.
   *
   * @param matched how many bytes of a mark were read before; they are passed on if it was none
   * @return how many bytes of a mark were read last
   */
  private int pass(byte[] bytes, int length, int matched) {
    byte[] text = new byte[MARK.length + length];
    int size = 0;
    for (int i = 0; i < length; i++) {
      if (bytes[i] != MARK[matched]) {
        System.arraycopy(MARK, 0, text, size, matched);
        size += matched;
        matched = 0;
      }
      if (bytes[i] == MARK[matched]) {
        matched++;
      } else {
        text[size++] = bytes[i];
      }
      if (matched == MARK.length) {
        add(text, size);
        ended();
        size = 0;
        matched = 0;
      }
    }
    add(text, size);
    return matched;
  }

  private synchronized void add(byte[] text, int length) {
    if (log != null) {
      log.add(text, length);
    }
  }

  private synchronized void ended() {
    log = null;
    notifyAll();
  }
}
