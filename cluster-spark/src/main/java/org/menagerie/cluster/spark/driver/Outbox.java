package org.menagerie.cluster.spark.driver;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.function.LongSupplier;
import org.menagerie.cluster.spark.wire.Frame.Kind;

/**
 * What a process prints, on its way to the driver. The first words after a silence go at once, and
 * what follows soon after them together: each message costs the driver more than what is in it, and
 * all executors have the same one.
 */
final class Outbox {
  /** Takes messages. */
  interface Receiver {
    void receive(Kind kind, byte[] bytes) throws IOException;
  }

  private static final long INTERVAL_NANOS = 1_000_000_000;

  private final Receiver receiver;
  private final LongSupplier nanoTime;
  private final ByteArrayOutputStream waiting = new ByteArrayOutputStream();
  private Kind kind = Kind.OUT;
  private long latest;

  /**
   * @param nanoTime as {@link System#nanoTime}
   */
  Outbox(Receiver receiver, LongSupplier nanoTime) {
    this.receiver = receiver;
    this.nanoTime = nanoTime;
    this.latest = nanoTime.getAsLong() - INTERVAL_NANOS;
  }

  /** Sends it, now or with the next call after a second has passed. */
  synchronized void add(Kind stream, byte[] bytes) throws IOException {
    if (stream != kind) {
      flush();
      kind = stream;
    }
    waiting.writeBytes(bytes);
    if (nanoTime.getAsLong() - latest >= INTERVAL_NANOS) {
      flush();
    }
  }

  /** Sends all that waits. */
  synchronized void flush() throws IOException {
    if (waiting.size() > 0) {
      byte[] bytes = waiting.toByteArray();
      waiting.reset();
      latest = nanoTime.getAsLong();
      receiver.receive(kind, bytes);
    }
  }
}
