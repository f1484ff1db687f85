package org.menagerie.data.folder;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * How a camera was held, as its JPEG file says: the eight values of Exif in their order, named by
 * what has to be done.
 *
 * @see <a href="https://www.cipa.jp/std/documents/e/DC-X008-Translation-2019-E.pdf">Exif 2.32,
 *     4.6.4, tag Orientation</a>
 */
enum Orientation {
  UPRIGHT(false, false, false),
  MIRROR(false, true, false),
  TURN_HALF(false, true, true),
  FLIP(false, false, true),
  TRANSPOSE(true, false, false),
  TURN_RIGHT(true, false, true),
  TRANSVERSE(true, true, true),
  TURN_LEFT(true, true, false);

  private static final int APP1 = 0xe1;
  private static final int START_OF_SCAN = 0xda;
  private static final int TAG = 0x0112;
  private static final int ENTRY = 12;
  private static final byte[] EXIF = {'E', 'x', 'i', 'f', 0, 0};

  private final boolean sideways;
  private final boolean fromRight;
  private final boolean fromBottom;

  /**
   * @param sideways whether rows become columns
   * @param fromRight whether the stored columns are read from the right
   * @param fromBottom whether the stored rows are read from the bottom
   */
  Orientation(boolean sideways, boolean fromRight, boolean fromBottom) {
    this.sideways = sideways;
    this.fromRight = fromRight;
    this.fromBottom = fromBottom;
  }

  boolean isSideways() {
    return sideways;
  }

  /** The stored pixel that is seen at a place of the upright picture. */
  int source(int x, int y, int width, int height, int storedWidth) {
    int column = sideways ? y : x;
    int row = sideways ? x : y;
    int columns = sideways ? height : width;
    int rows = sideways ? width : height;
    return (fromBottom ? rows - 1 - row : row) * storedWidth
        + (fromRight ? columns - 1 - column : column);
  }

  /** That of a JPEG file; upright if it does not say, or not in a way that can be understood. */
  static Orientation of(byte[] jpeg) {
    ByteBuffer bytes = ByteBuffer.wrap(jpeg);
    int at = 2;
    while (at + 4 <= jpeg.length && (jpeg[at] & 0xff) == 0xff) {
      int marker = jpeg[at + 1] & 0xff;
      int length = bytes.getShort(at + 2) & 0xffff;
      if (marker == START_OF_SCAN || length < 2 || at + 2 + length > jpeg.length) {
        return UPRIGHT;
      }
      if (marker == APP1 && startsWithExif(jpeg, at + 4, length - 2)) {
        int start = at + 4 + EXIF.length;
        return ofExif(bytes.slice(start, length - 2 - EXIF.length));
      }
      at += 2 + length;
    }
    return UPRIGHT;
  }

  private static boolean startsWithExif(byte[] jpeg, int at, int length) {
    if (length < EXIF.length) {
      return false;
    }
    for (int i = 0; i < EXIF.length; i++) {
      if (jpeg[at + i] != EXIF[i]) {
        return false;
      }
    }
    return true;
  }

  /** Of a TIFF header and its first directory. */
  private static Orientation ofExif(ByteBuffer tiff) {
    if (tiff.capacity() < 8) {
      return UPRIGHT;
    }
    tiff.order(tiff.get(0) == 'I' ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
    int directory = tiff.getInt(4);
    if (directory < 8 || directory > tiff.capacity() - 2) {
      return UPRIGHT;
    }
    int entries = tiff.getShort(directory) & 0xffff;
    for (int i = 0; i < entries; i++) {
      int entry = directory + 2 + i * ENTRY;
      if (entry + ENTRY > tiff.capacity()) {
        return UPRIGHT;
      }
      if ((tiff.getShort(entry) & 0xffff) == TAG) {
        int value = tiff.getShort(entry + 8) & 0xffff;
        return value >= 1 && value <= values().length ? values()[value - 1] : UPRIGHT;
      }
    }
    return UPRIGHT;
  }
}
