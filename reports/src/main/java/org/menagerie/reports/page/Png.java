package org.menagerie.reports.page;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.zip.CRC32;
import java.util.zip.Deflater;
import org.menagerie.api.network.Shape;

/**
 * Small images as PNG; they need no more than four of its chunks.
 *
 * @see <a href="https://www.w3.org/TR/png/">PNG specification</a>
 */
final class Png {
  private static final byte[] SIGNATURE = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'};

  private Png() {}

  /** A {@code data:} address of an image of one channel, or of three: red, green, blue. */
  static String dataUri(Shape shape, byte[] pixels) {
    return "data:image/png;base64," + Base64.getEncoder().encodeToString(bytes(shape, pixels));
  }

  static byte[] bytes(Shape shape, byte[] pixels) {
    int colours = shape.channels();
    ByteBuffer header = ByteBuffer.allocate(13);
    header.putInt(shape.width()).putInt(shape.height());
    header.put((byte) 8).put((byte) (colours == 1 ? 0 : 2));
    ByteArrayOutputStream png = new ByteArrayOutputStream();
    png.writeBytes(SIGNATURE);
    png.writeBytes(chunk("IHDR", header.array()));
    png.writeBytes(chunk("IDAT", deflated(scanlines(shape, pixels))));
    png.writeBytes(chunk("IEND", new byte[0]));
    return png.toByteArray();
  }

  /** From channel by channel to pixel by pixel; each line begins with a zero for "no filter". */
  private static byte[] scanlines(Shape shape, byte[] pixels) {
    int colours = shape.channels();
    int plane = shape.height() * shape.width();
    ByteBuffer lines = ByteBuffer.allocate(shape.height() + colours * plane);
    for (int y = 0; y < shape.height(); y++) {
      lines.put((byte) 0);
      for (int x = 0; x < shape.width(); x++) {
        for (int c = 0; c < colours; c++) {
          lines.put(pixels[c * plane + y * shape.width() + x]);
        }
      }
    }
    return lines.array();
  }

  private static byte[] deflated(byte[] bytes) {
    Deflater deflater = new Deflater(Deflater.BEST_COMPRESSION);
    deflater.setInput(bytes);
    deflater.finish();
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    byte[] buffer = new byte[4096];
    while (!deflater.finished()) {
      out.write(buffer, 0, deflater.deflate(buffer));
    }
    deflater.end();
    return out.toByteArray();
  }

  private static byte[] chunk(String type, byte[] data) {
    byte[] name = type.getBytes(US_ASCII);
    CRC32 checksum = new CRC32();
    checksum.update(name);
    checksum.update(data);
    return ByteBuffer.allocate(12 + data.length)
        .putInt(data.length)
        .put(name)
        .put(data)
        .putInt((int) checksum.getValue())
        .array();
  }
}
