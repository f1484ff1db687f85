package org.menagerie.data.folder;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PictureKindTest {
  @Test
  void takesWarningsOfMissingPixelsSeriously() {
    assertThat(PictureKind.PNG.isSerious("whatever")).isTrue();
    assertThat(PictureKind.JPEG.isSerious("Premature end of input file")).isTrue();
    assertThat(PictureKind.JPEG.isSerious("Corrupt JPEG data: bad Huffman code")).isTrue();
    assertThat(PictureKind.JPEG.isSerious("Inconsistent metadata read from stream")).isFalse();
  }
}
