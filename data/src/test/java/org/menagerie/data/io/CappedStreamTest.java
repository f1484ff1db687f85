package org.menagerie.data.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class CappedStreamTest {
  private static final byte[] TEN = {0, 1, 2, 3, 4, 5, 6, 7, 8, 9};

  private final CappedStream whole = new CappedStream(new ByteArrayInputStream(TEN), 10);
  private final CappedStream short9 = new CappedStream(new ByteArrayInputStream(TEN), 9);

  @Test
  void givesAsManyBytesAsAreAllowed() throws IOException {
    assertThat(whole.readAllBytes()).isEqualTo(TEN);
    assertThat(whole.read()).isEqualTo(-1);
    assertThat(whole.read(new byte[1], 0, 1)).isEqualTo(-1);
  }

  @Test
  void countsWhatIsReadAloneTogetherAndSkipped() throws IOException {
    assertThat(short9.read()).isZero();
    assertThat(short9.read(new byte[8], 2, 4)).isEqualTo(4);
    assertThat(short9.skip(4)).isEqualTo(4);

    assertThatThrownBy(short9::read)
        .isInstanceOf(IOException.class)
        .hasMessage("it has more than 9 bytes");
  }

  @Test
  void refusesToReadOrSkipBeyondItsEnd() {
    assertThatThrownBy(() -> short9.read(new byte[10], 0, 10)).hasMessageContaining("more than 9");
    CappedStream other = new CappedStream(new ByteArrayInputStream(TEN), 9);
    assertThatThrownBy(() -> other.skip(10)).hasMessageContaining("more than 9");
  }

  /** Who went back would be counted twice. */
  @Test
  void doesNotGoBack() {
    assertThat(whole.markSupported()).isFalse();
  }
}
