package org.menagerie.data.folder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.menagerie.data.folder.TestPictures.colour;

import java.awt.image.BufferedImage;
import java.awt.image.IndexColorModel;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.menagerie.api.network.Shape;

class LevelsTest {
  private static int[] written(Levels levels, Shape shape) {
    byte[] target = new byte[Math.toIntExact(shape.elements()) + 2];
    levels.write(shape, target, 1);
    assertThat(target[0]).isZero();
    assertThat(target[target.length - 1]).isZero();
    int[] written = new int[target.length - 2];
    for (int i = 0; i < written.length; i++) {
      written[i] = Byte.toUnsignedInt(target[i + 1]);
    }
    return written;
  }

  /** Pillow's convert("L"). */
  @Test
  void areThoseOfGreyWhereOneChannelIsAskedFor() throws IOException {
    BufferedImage image = colour(4, 0x0a0ac8, 0x0ac80a, 0xc80a0a, 0x4d4d4d);
    assertThat(written(Levels.of(image, 1), Shape.image(1, 1, 4))).containsExactly(32, 122, 67, 77);
  }

  /** Two rows of three colours; a turn to the right brings the left column to the top. */
  @Test
  void turnInEveryColour() throws IOException {
    BufferedImage image = colour(3, 0x010203, 0x040506, 0x070809, 0x0a0b0c, 0x0d0e0f, 0x101112);
    Levels turned = Levels.of(image, 3).turned(Orientation.TURN_RIGHT);
    assertThat(written(turned, Shape.image(3, 3, 2)))
        .containsExactly(10, 1, 13, 4, 16, 7, 11, 2, 14, 5, 17, 8, 12, 3, 15, 6, 18, 9);
  }

  /** Each channel as Pillow resizes it alone: halves by (3, 3, 1) / 7 of four pixels. */
  @Test
  void areResizedInEveryColourAndEitherDirection() throws IOException {
    int[] column = {0x000a14, 0x000a14, 0x646e78, 0x646e78};
    assertThat(written(Levels.of(colour(1, column), 3), Shape.image(3, 2, 1)))
        .containsExactly(14, 86, 24, 96, 34, 106);
    assertThat(written(Levels.of(colour(4, column), 3), Shape.image(3, 1, 2)))
        .containsExactly(14, 86, 24, 96, 34, 106);
  }

  @Test
  void areBlackBeyondThePalette() throws IOException {
    byte[] levels = {10, (byte) 200};
    IndexColorModel palette = new IndexColorModel(8, 2, levels, levels, levels);
    BufferedImage image = new BufferedImage(4, 1, BufferedImage.TYPE_BYTE_INDEXED, palette);
    image.getRaster().setPixels(0, 0, 4, 1, new int[] {0, 1, 2, 3});
    assertThat(written(Levels.of(image, 1), Shape.image(1, 1, 4))).containsExactly(10, 200, 0, 0);
  }
}
