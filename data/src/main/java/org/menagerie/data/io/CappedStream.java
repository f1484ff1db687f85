package org.menagerie.data.io;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** Ends what has more bytes than anything sound has, such as a file that unpacks to terabytes. */
public final class CappedStream extends FilterInputStream {
  private final long most;
  private long count;

  /**
   * @param most bytes that are read
   */
  public CappedStream(InputStream in, long most) {
    super(in);
    this.most = most;
  }

  @Override
  public int read() throws IOException {
    int found = super.read();
    count(found < 0 ? 0 : 1);
    return found;
  }

  @Override
  public int read(byte[] target, int offset, int length) throws IOException {
    int found = super.read(target, offset, length);
    count(Math.max(found, 0));
    return found;
  }

  @Override
  public long skip(long bytes) throws IOException {
    long skipped = super.skip(bytes);
    count(skipped);
    return skipped;
  }

  @Override
  public boolean markSupported() {
    return false;
  }

  private void count(long bytes) throws IOException {
    count += bytes;
    if (count > most) {
      throw new IOException("it has more than %,d bytes".formatted(most));
    }
  }
}
