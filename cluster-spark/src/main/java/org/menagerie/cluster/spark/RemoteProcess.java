package org.menagerie.cluster.spark;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.InputStream;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import org.menagerie.cluster.spark.wire.Frame.Kind;

/** A process on a node, with the streams of one that runs here. */
final class RemoteProcess extends Process {
  private final ArrivingBytes out = new ArrivingBytes();
  private final ArrivingBytes err = new ArrivingBytes();
  private final CountDownLatch ended = new CountDownLatch(1);
  private final BiConsumer<Kind, byte[]> orders;
  private volatile int exitCode;
  private volatile long pid;

  /**
   * @param orders takes what the process is to be given
   */
  RemoteProcess(BiConsumer<Kind, byte[]> orders) {
    this.orders = orders;
  }

  void printed(byte[] bytes) {
    out.add(bytes);
  }

  void complained(byte[] bytes) {
    err.add(bytes);
  }

  /** It has ended; its files are here. */
  void end(int code, long number) {
    exitCode = code;
    pid = number;
    ended.countDown();
    err.end();
    out.end();
  }

  /** It will not come to an end of its own. */
  void fail(String why) {
    complained((why + "\n").getBytes(UTF_8));
    end(1, 0);
  }

  @Override
  public OutputStream getOutputStream() {
    return new OutputStream() {
      @Override
      public void write(int one) {
        orders.accept(Kind.INPUT, new byte[] {(byte) one});
      }

      @Override
      public void write(byte[] bytes, int offset, int length) {
        orders.accept(Kind.INPUT, Arrays.copyOfRange(bytes, offset, offset + length));
      }
    };
  }

  @Override
  public InputStream getInputStream() {
    return out;
  }

  @Override
  public InputStream getErrorStream() {
    return err;
  }

  @Override
  public int waitFor() throws InterruptedException {
    ended.await();
    return exitCode;
  }

  @Override
  public boolean waitFor(long timeout, TimeUnit unit) throws InterruptedException {
    return ended.await(timeout, unit);
  }

  @Override
  public int exitValue() {
    if (isAlive()) {
      throw new IllegalThreadStateException("the process has not ended");
    }
    return exitCode;
  }

  @Override
  public boolean isAlive() {
    return ended.getCount() > 0;
  }

  /** On its own machine; 0 before its end. */
  @Override
  public long pid() {
    return pid;
  }

  @Override
  public void destroy() {
    orders.accept(Kind.KILL, new byte[0]);
  }
}
