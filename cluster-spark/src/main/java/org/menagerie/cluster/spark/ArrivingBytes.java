package org.menagerie.cluster.spark;

import java.io.InputStream;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/** A stream of bytes that arrive one by one from elsewhere, until it is ended. */
final class ArrivingBytes extends InputStream {
  private static final byte[] END = new byte[0];

  private final BlockingQueue<byte[]> arrived = new LinkedBlockingQueue<>();
  private byte[] current = {};
  private int at;
  private boolean ended;

  void add(byte[] bytes) {
    if (bytes.length > 0) {
      arrived.add(bytes);
    }
  }

  void end() {
    arrived.add(END);
  }

  @Override
  public synchronized int read() {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public synchronized int read(byte[] bytes, int offset, int length) {
    while (at == current.length && !ended) {
      next();
    }
    if (at == current.length) {
      return -1;
    }
    int count = Math.min(length, current.length - at);
    System.arraycopy(current, at, bytes, offset, count);
    at += count;
    return count;
  }

  @SuppressWarnings("ReferenceEquality") // The mark of the end is that object.
  private void next() {
    try {
      current = arrived.take();
      at = 0;
      ended = current == END;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      ended = true;
    }
  }
}
