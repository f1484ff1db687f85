package org.menagerie.data.io;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.OutputStream;
import org.junit.jupiter.api.Test;

class PngTest {
  @Test
  void failsWithWhatTheStreamSays() {
    BufferedImage picture = new BufferedImage(2, 2, BufferedImage.TYPE_BYTE_GRAY);
    OutputStream full =
        new OutputStream() {
          @Override
          public void write(int b) throws IOException {
            throw new IOException("No space left on device");
          }
        };

    assertThatThrownBy(() -> Png.write(picture, full))
        .isInstanceOf(IOException.class)
        .hasMessage("No space left on device");
  }
}
