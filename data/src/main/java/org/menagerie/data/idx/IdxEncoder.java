package org.menagerie.data.idx;

import java.nio.ByteBuffer;
import org.menagerie.api.data.ImageSet;

/** Makes the bytes of unpacked IDX files. */
public final class IdxEncoder {
  private IdxEncoder() {}

  /** The file with the images of {@code set}, which have one channel. */
  public static byte[] images(ImageSet set) {
    int length = set.imageLength();
    int rows = set.shape().height();
    int columns = set.shape().width();
    byte[] file = new byte[IdxKind.IMAGES.headerLength() + set.size() * length];
    ByteBuffer buffer = begin(file, IdxKind.IMAGES, set.size(), rows, columns);
    byte[] image = new byte[length];
    for (int i = 0; i < set.size(); i++) {
      set.copyImage(i, image);
      buffer.put(image);
    }
    return file;
  }

  /** The file with the labels of {@code set}. */
  public static byte[] labels(ImageSet set) {
    byte[] file = new byte[IdxKind.LABELS.headerLength() + set.size()];
    ByteBuffer buffer = begin(file, IdxKind.LABELS, set.size());
    for (int i = 0; i < set.size(); i++) {
      buffer.put((byte) set.label(i));
    }
    return file;
  }

  private static ByteBuffer begin(byte[] file, IdxKind kind, int... sizes) {
    ByteBuffer buffer = ByteBuffer.wrap(file).putInt(kind.magic());
    for (int size : sizes) {
      buffer.putInt(size);
    }
    return buffer;
  }
}
