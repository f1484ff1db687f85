package org.menagerie.data.augment;

import java.util.Arrays;
import org.menagerie.api.network.Shape;

/**
 * Cuts an image of the same size out of one that was made larger on all sides: torchvision's {@code
 * pad}, then {@code crop}.
 *
 * @param down how far the cut lies below the image before it was made larger, in pixels; negative
 *     for above
 * @param right how far it lies to the right; negative for the left
 * @param mode what is seen outside the image
 * @param fill level of what is outside, as a byte, where the mode is constant
 */
record PaddedCrop(int down, int right, PaddingMode mode, byte fill) implements ImageOperation {

  @Override
  public void apply(byte[] source, byte[] target, Shape shape) {
    int width = shape.width();
    int height = shape.height();
    int end = ImageOperation.length(shape);
    for (int plane = 0; plane < end; plane += height * width) {
      for (int row = 0; row < height; row++) {
        int seen = place(row + down, height);
        int to = plane + row * width;
        if (seen == PaddingMode.OUTSIDE) {
          Arrays.fill(target, to, to + width, fill);
        } else {
          cutRow(source, plane + seen * width, target, to, width);
        }
      }
    }
  }

  private void cutRow(byte[] source, int from, byte[] target, int to, int width) {
    int first = Math.min(Math.max(-right, 0), width);
    int end = Math.max(Math.min(width - right, width), first);
    pad(source, from, target, to, 0, first, width);
    if (end > first) {
      System.arraycopy(source, from + first + right, target, to + first, end - first);
    }
    pad(source, from, target, to, end, width, width);
  }

  private void pad(byte[] source, int from, byte[] target, int to, int first, int end, int width) {
    for (int column = first; column < end; column++) {
      int seen = place(column + right, width);
      target[to + column] = seen == PaddingMode.OUTSIDE ? fill : source[from + seen];
    }
  }

  private int place(int index, int length) {
    return index >= 0 && index < length ? index : mode.inside(index, length);
  }
}
