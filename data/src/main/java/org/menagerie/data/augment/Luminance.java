package org.menagerie.data.augment;

import org.menagerie.api.error.ErrorCode;
import org.menagerie.api.error.MenagerieException;
import org.menagerie.api.network.Shape;

/**
 * The grey level of a colour, with the weights of ITU-R BT.601 in units of 1/65536, as Pillow has
 * them.
 */
public final class Luminance {
  private static final int RED = 19_595;
  private static final int GREEN = 38_470;
  private static final int BLUE = 7_471;
  private static final int BITS = 16;

  private Luminance() {}

  /** The grey level, 0 to 255, of levels of red, green and blue. */
  public static int of(int red, int green, int blue) {
    return (red * RED + green * GREEN + blue * BLUE + (1 << (BITS - 1))) >> BITS;
  }

  /** The luminance of a pixel of an image in colour. */
  static int of(byte[] image, int pixel, int plane) {
    return of(image[pixel] & 0xFF, image[pixel + plane] & 0xFF, image[pixel + 2 * plane] & 0xFF);
  }

  /** Gives all three channels the luminance: torchvision's {@code rgb_to_grayscale}. */
  static void replaceColors(byte[] source, byte[] target, Shape shape) {
    int plane = planeOf("grayscale", shape);
    for (int i = 0; i < plane; i++) {
      target[i] = (byte) of(source, i, plane);
    }
    System.arraycopy(target, 0, target, plane, plane);
    System.arraycopy(target, 0, target, 2 * plane, plane);
  }

  /**
   * The pixels of a channel of an image in colour.
   *
   * @param operation what asks for colours
   * @throws MenagerieException if the image has not three channels
   */
  static int planeOf(String operation, Shape shape) {
    if (shape.channels() != 3) {
      throw new MenagerieException(
          ErrorCode.INVALID_ARGUMENT,
          "%s needs images of 3 channels (red, green, blue), not %d."
              .formatted(operation, shape.channels()));
    }
    return shape.height() * shape.width();
  }
}
