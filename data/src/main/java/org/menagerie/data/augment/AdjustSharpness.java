package org.menagerie.data.augment;

import org.menagerie.api.network.Shape;

/**
 * Moves every pixel away from the mean of its surroundings, or towards it: torchvision's {@code
 * adjust_sharpness}. In the mean of three by three pixels the one in the middle counts five times;
 * the outermost pixels have no such mean and stay.
 *
 * @param factor 0 for a blurred image, 1 for the image itself, 2 for a sharp one
 */
record AdjustSharpness(double factor) implements ImageOperation {

  @Override
  public void apply(byte[] source, byte[] target, Shape shape) {
    int width = shape.width();
    int plane = shape.height() * width;
    int end = ImageOperation.length(shape);
    System.arraycopy(source, 0, target, 0, end);
    for (int first = 0; first < end; first += plane) {
      for (int row = first + width; row < first + plane - width; row += width) {
        sharpenRow(source, target, row, width);
      }
    }
  }

  private void sharpenRow(byte[] source, byte[] target, int row, int width) {
    float part = (float) factor;
    int left = column(source, row, width);
    int middle = column(source, row + Math.min(1, width - 1), width);
    for (int i = row + 1; i < row + width - 1; i++) {
      int right = column(source, i + 1, width);
      int level = source[i] & 0xFF;
      target[i] = Levels.between(mean(left + middle + right + 4 * level), level, part);
      left = middle;
      middle = right;
    }
  }

  private static int column(byte[] source, int i, int width) {
    return (source[i - width] & 0xFF) + (source[i] & 0xFF) + (source[i + width] & 0xFF);
  }

  /**
   * A thirteenth, rounded: exact for sums of thirteen levels, since 5042/65536 is above 1/13 by
   * less than would reach the next whole number.
   */
  private static int mean(int sum) {
    return ((sum + 6) * 5042) >> 16;
  }
}
