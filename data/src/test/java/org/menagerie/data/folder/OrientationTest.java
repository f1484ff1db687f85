package org.menagerie.data.folder;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is said beside a picture, whole or damaged. */
class OrientationTest {
  private static final int EXIF = 0xe1;
  private static final int TAG = 0x112;
  private static final int OTHER_TAG = 0x10f;

  private static byte[] bytes(byte[]... parts) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      all.writeBytes(part);
    }
    return all.toByteArray();
  }

  private static byte[] text(String text) {
    return text.getBytes(ISO_8859_1);
  }

  private static byte[] segment(int marker, byte[] contents) {
    int length = contents.length + 2;
    return bytes(
        new byte[] {(byte) 0xff, (byte) marker, (byte) (length >> 8), (byte) length}, contents);
  }

  private static byte[] jpeg(byte[]... segments) {
    return bytes(text("\u00ff\u00d8"), bytes(segments));
  }

  /**
   * A TIFF header and, at {@code directory}, entries that say how many there are.
   *
   * @param entries tag and value of each
   */
  private static byte[] tiff(ByteOrder order, int directory, int count, int... entries) {
    ByteBuffer tiff = ByteBuffer.allocate(directory + 2 + 6 * entries.length).order(order);
    tiff.put(text(order == ByteOrder.LITTLE_ENDIAN ? "II" : "MM"));
    tiff.putShort((short) 42).putInt(directory).position(directory);
    tiff.putShort((short) count);
    for (int i = 0; i < entries.length; i += 2) {
      tiff.putShort((short) entries[i]).putShort((short) 3).putInt(1);
      tiff.putShort((short) entries[i + 1]).putShort((short) 0);
    }
    return tiff.array();
  }

  private static byte[] exif(byte[] tiff) {
    return segment(EXIF, bytes(text("Exif\0\0"), tiff));
  }

  private static byte[] exif(int value) {
    return exif(tiff(ByteOrder.BIG_ENDIAN, 8, 1, TAG, value));
  }

  private static Orientation of(byte[]... segments) {
    return Orientation.of(jpeg(segments));
  }

  @Test
  void isReadInEitherByteOrder() {
    for (ByteOrder order : new ByteOrder[] {ByteOrder.BIG_ENDIAN, ByteOrder.LITTLE_ENDIAN}) {
      for (int value = 1; value <= 8; value++) {
        assertThat(of(exif(tiff(order, 8, 1, TAG, value))))
            .isEqualTo(Orientation.values()[value - 1]);
      }
    }
  }

  @Test
  void isOneEntryOfMany() {
    byte[] tiff = tiff(ByteOrder.LITTLE_ENDIAN, 11, 3, OTHER_TAG, 3, 0x110, 4, TAG, 6);
    assertThat(of(exif(tiff))).isEqualTo(Orientation.TURN_RIGHT);
    byte[] beyond = tiff(ByteOrder.LITTLE_ENDIAN, 8, 1, OTHER_TAG, 3, TAG, 6);
    assertThat(of(exif(beyond))).isEqualTo(Orientation.UPRIGHT);
  }

  @Test
  void standsBehindOtherSegments() {
    assertThat(
            of(
                segment(0xe0, text("JFIF\0")),
                segment(0xe2, new byte[0]),
                segment(EXIF, text("http://ns.adobe.com/xap/1.0/")),
                segment(EXIF, text("Exi")),
                exif(8)))
        .isEqualTo(Orientation.TURN_LEFT);
    assertThat(of(segment(0xda, new byte[6]), exif(8))).isEqualTo(Orientation.UPRIGHT);
    assertThat(of(new byte[] {0}, exif(8))).isEqualTo(Orientation.UPRIGHT);
  }

  @Test
  void isThatOfTheFirstOfTwo() {
    assertThat(of(exif(new byte[0]), exif(8))).isEqualTo(Orientation.UPRIGHT);
    assertThat(of(exif(3), exif(8))).isEqualTo(Orientation.values()[2]);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 9, 65_535})
  void isUprightWithAnotherNumber(int value) {
    assertThat(of(exif(value))).isEqualTo(Orientation.UPRIGHT);
  }

  @Test
  void isUprightWhereTheDirectoryIsElsewhere() {
    for (int place : new int[] {-1, 0, 7, 21, 22, 1_000, Integer.MAX_VALUE}) {
      byte[] tiff = tiff(ByteOrder.BIG_ENDIAN, 8, 1, TAG, 6);
      ByteBuffer.wrap(tiff).putInt(4, place);
      assertThat(of(exif(tiff))).as("directory at %d", place).isEqualTo(Orientation.UPRIGHT);
    }
  }

  @Test
  void isUprightWhereverTheFileIsCutOff() {
    byte[] whole = jpeg(segment(0xe0, text("JFIF\0")), exif(6));
    assertThat(Orientation.of(whole)).isEqualTo(Orientation.TURN_RIGHT);
    for (int length = 0; length < whole.length; length++) {
      assertThat(Orientation.of(Arrays.copyOf(whole, length)))
          .as("%d bytes", length)
          .isEqualTo(Orientation.UPRIGHT);
    }
  }

  @Test
  void isUprightWhereverTheSegmentIsCutOff() {
    byte[] tiff = tiff(ByteOrder.BIG_ENDIAN, 8, 1, TAG, 6);
    byte[] contents = bytes(text("Exif\0\0"), tiff);
    for (int length = 0; length < contents.length; length++) {
      assertThat(of(segment(EXIF, Arrays.copyOf(contents, length))))
          .as("%d bytes", length)
          .isEqualTo(Orientation.UPRIGHT);
    }
  }
}
