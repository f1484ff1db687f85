package org.menagerie.reports.page;

import java.awt.image.BufferedImage;
import java.awt.image.WritableRaster;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Base64;
import javax.imageio.ImageIO;
import javax.imageio.stream.MemoryCacheImageOutputStream;
import org.menagerie.api.network.Shape;

/** Small images as PNG. */
final class Png {
  private Png() {}

  /** A {@code data:} address of an image of one channel, or of three: red, green, blue. */
  static String dataUri(Shape shape, byte[] pixels) {
    return "data:image/png;base64," + Base64.getEncoder().encodeToString(bytes(shape, pixels));
  }

  /**
   * The file's bytes.
   *
   * @param pixels channel by channel, from the top left
   */
  static byte[] bytes(Shape shape, byte[] pixels) {
    int type = shape.channels() == 1 ? BufferedImage.TYPE_BYTE_GRAY : BufferedImage.TYPE_INT_RGB;
    BufferedImage image = new BufferedImage(shape.width(), shape.height(), type);
    WritableRaster raster = image.getRaster();
    for (int i = 0; i < pixels.length; i++) {
      int place = i % (shape.height() * shape.width());
      int channel = i / (shape.height() * shape.width());
      raster.setSample(place % shape.width(), place / shape.width(), channel, pixels[i] & 0xff);
    }
    ByteArrayOutputStream png = new ByteArrayOutputStream();
    // In memory: the usual stream would go through a file.
    try (var out = new MemoryCacheImageOutputStream(png)) {
      ImageIO.write(image, "png", out);
    } catch (IOException e) {
      throw new UncheckedIOException("memory can be written", e);
    }
    return png.toByteArray();
  }
}
