package org.menagerie.runner.terminal;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Standard output that remembers why it could not be written, which streams for print forget. */
final class ResultStream extends PrintStream {
  private final Watched watched;

  ResultStream(OutputStream out) {
    this(new Watched(out));
  }

  private ResultStream(Watched watched) {
    super(watched, true, UTF_8);
    this.watched = watched;
  }

  /** The first failure. */
  Optional<IOException> failure() {
    flush();
    return Optional.ofNullable(watched.failure);
  }

  private static final class Watched extends FilterOutputStream {
    private volatile @Nullable IOException failure;

    Watched(OutputStream out) {
      super(out);
    }

    @Override
    public void write(int value) throws IOException {
      write(new byte[] {(byte) value}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
      try {
        out.write(bytes, offset, length);
      } catch (IOException e) {
        failure = failure == null ? e : failure;
        throw e;
      }
    }
  }
}
