package org.menagerie.reports.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.menagerie.api.network.Shape;

class PngTest {
  private static BufferedImage read(Shape shape, int... pixels) throws IOException {
    byte[] bytes = new byte[pixels.length];
    for (int i = 0; i < pixels.length; i++) {
      bytes[i] = (byte) pixels[i];
    }
    return ImageIO.read(new ByteArrayInputStream(Png.bytes(shape, bytes)));
  }

  @Test
  void holdsGreyLevels() throws IOException {
    BufferedImage image = read(Shape.image(1, 2, 3), 0, 50, 100, 150, 200, 255);

    assertThat(image.getWidth()).isEqualTo(3);
    assertThat(image.getHeight()).isEqualTo(2);
    assertThat(image.getRaster().getPixels(0, 0, 3, 2, (int[]) null))
        .containsExactly(0, 50, 100, 150, 200, 255);
  }

  @Test
  void holdsColoursThatComeChannelByChannel() throws IOException {
    BufferedImage image = read(Shape.image(3, 1, 2), 255, 1, 2, 128, 3, 64);

    assertThat(image.getRGB(0, 0)).isEqualTo(0xFFFF0203);
    assertThat(image.getRGB(1, 0)).isEqualTo(0xFF018040);
  }
}
