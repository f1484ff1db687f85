package org.menagerie.data.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.EOFException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MappedPixelsTest {
  @TempDir private Path folder;

  /** Seven images of three pixels, two to a buffer, and something behind them. */
  @Test
  void areReadAcrossBuffers() throws IOException {
    byte[] bytes = new byte[25];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) i;
    }
    Path file = Files.write(folder.resolve("pixels"), bytes);
    MappedPixels pixels = MappedPixels.of(file, 7, 3, 8);
    byte[] target = {9, 9, 9, 77};

    for (int image = 0; image < 7; image++) {
      pixels.copy(image, target);
      int first = 3 * image;
      assertThat(target).containsExactly(first, first + 1, first + 2, 77);
    }
  }

  @Test
  void areRefusedWhereTheyAreCutOff() throws IOException {
    Path file = Files.write(folder.resolve("pixels"), new byte[20]);

    assertThatThrownBy(() -> MappedPixels.of(file, 7, 3)).isInstanceOf(EOFException.class);
  }
}
