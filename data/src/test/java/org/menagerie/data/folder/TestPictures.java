package org.menagerie.data.folder;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.imageio.ImageIO;
import org.menagerie.api.data.ImageSet;
import org.menagerie.api.network.Shape;

/** Writes picture files. */
public final class TestPictures {
  private TestPictures() {}

  /** A picture in grey, with levels row by row. */
  static BufferedImage grey(int width, int... levels) {
    BufferedImage image =
        new BufferedImage(width, levels.length / width, BufferedImage.TYPE_BYTE_GRAY);
    image.getRaster().setPixels(0, 0, width, levels.length / width, levels);
    return image;
  }

  /** A picture in colour, with colours such as 0xff8000, row by row. */
  static BufferedImage colour(int width, int... colours) {
    BufferedImage image =
        new BufferedImage(width, colours.length / width, BufferedImage.TYPE_INT_RGB);
    image.setRGB(0, 0, width, colours.length / width, colours, 0, width);
    return image;
  }

  static byte[] encoded(BufferedImage image, String format) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    if (!ImageIO.write(image, format, bytes)) {
      throw new IOException("no writer of " + format);
    }
    return bytes.toByteArray();
  }

  static Path write(Path file, BufferedImage image, String format) throws IOException {
    return write(file, encoded(image, format));
  }

  static Path write(Path file, byte[] bytes) throws IOException {
    Files.createDirectories(file.getParent());
    return Files.write(file, bytes);
  }

  /** Writes grey images as PNG files in folders of their labels, numbered in their order. */
  public static void write(Path folder, ImageSet images) throws IOException {
    Shape shape = images.shape();
    byte[] pixels = new byte[images.imageLength()];
    int[] levels = new int[pixels.length];
    for (int i = 0; i < images.size(); i++) {
      images.copyImage(i, pixels);
      for (int k = 0; k < levels.length; k++) {
        levels[k] = Byte.toUnsignedInt(pixels[k]);
      }
      Path file = folder.resolve(images.label(i) + "/%05d.png".formatted(i));
      write(file, grey(shape.width(), levels), "png");
    }
  }
}
