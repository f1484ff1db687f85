package org.menagerie.data.fetch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(value = 30, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class PatientStreamTest {
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private volatile Thread reader = Thread.currentThread();
  private volatile boolean closed;

  /** A reader that waits must not keep a program alive that has ended, or one that goes on. */
  @Test
  void readsOnAThreadThatEndsWithIt() throws IOException, InterruptedException {
    try (PatientStream stream = new PatientStream(noticing(new byte[] {5, 6}), PATIENCE)) {
      byte[] bytes = new byte[4];

      assertThat(stream.read(bytes, 1, 3)).isEqualTo(2);
      assertThat(bytes).containsExactly(0, 5, 6, 0);
      assertThat(reader.isDaemon()).isTrue();
      assertThat(reader.isAlive()).isTrue();
      assertThat(closed).isFalse();
    }
    assertThat(closed).isTrue();
    reader.join();
    assertThat(reader.isAlive()).isFalse();
  }

  @Test
  void endsWhenItsThreadIsInterrupted() throws IOException {
    InputStream silent =
        new InputStream() {
          @Override
          public int read() throws IOException {
            try {
              Thread.sleep(PATIENCE.toMillis());
            } catch (InterruptedException e) {
              throw new InterruptedIOException("closed");
            }
            return -1;
          }
        };
    try (PatientStream stream = new PatientStream(silent, PATIENCE)) {
      Thread.currentThread().interrupt();

      assertThatThrownBy(() -> stream.read(new byte[1], 0, 1))
          .isInstanceOf(InterruptedIOException.class)
          .hasMessage("interrupted");
      assertThat(Thread.interrupted()).as("still interrupted").isTrue();
    }
  }

  @Test
  void saysWhatWentWrongBelow() throws IOException {
    InputStream broken =
        new InputStream() {
          @Override
          public int read() throws IOException {
            throw new IOException("connection reset");
          }

          @Override
          public int read(byte[] target, int offset, int length) throws IOException {
            throw new IOException("connection reset");
          }
        };
    try (PatientStream stream = new PatientStream(broken, PATIENCE)) {
      assertThatThrownBy(() -> stream.read(new byte[1], 0, 1))
          .isInstanceOf(IOException.class)
          .hasMessage("connection reset");
    }
  }

  private InputStream noticing(byte[] bytes) {
    return new ByteArrayInputStream(bytes) {
      @Override
      public synchronized int read(byte[] target, int offset, int length) {
        reader = Thread.currentThread();
        return super.read(target, offset, length);
      }

      @Override
      public void close() {
        closed = true;
      }
    };
  }
}
