package org.menagerie.data.augment;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import org.menagerie.api.network.Shape;

/** The two ways to mirror an image. */
enum Flip implements ImageOperation {
  /** Left becomes right. */
  HORIZONTAL {
    @Override
    public void apply(byte[] source, byte[] target, Shape shape) {
      int width = shape.width();
      int end = ImageOperation.length(shape);
      for (int row = 0; row < end; row += width) {
        reverse(source, target, row, width);
      }
    }
  },

  /** Top becomes bottom. */
  VERTICAL {
    @Override
    public void apply(byte[] source, byte[] target, Shape shape) {
      int width = shape.width();
      int plane = shape.height() * width;
      int end = ImageOperation.length(shape);
      for (int first = 0; first < end; first += plane) {
        for (int row = 0; row < plane; row += width) {
          System.arraycopy(source, first + row, target, first + plane - width - row, width);
        }
      }
    }
  };

  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  /** Eight pixels at a time as long as there are so many. */
  private static void reverse(byte[] source, byte[] target, int row, int width) {
    int done = 0;
    for (; done + Long.BYTES <= width; done += Long.BYTES) {
      long eight = Long.reverseBytes((long) LONGS.get(source, row + done));
      LONGS.set(target, row + width - Long.BYTES - done, eight);
    }
    for (; done < width; done++) {
      target[row + width - 1 - done] = source[row + done];
    }
  }
}
