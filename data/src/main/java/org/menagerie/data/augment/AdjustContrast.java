package org.menagerie.data.augment;

import org.menagerie.api.network.Shape;

/**
 * Moves all levels away from the mean luminance, or towards it: torchvision's {@code
 * adjust_contrast}. An image that has not three channels has no luminance; the mean of its levels
 * stands for it.
 *
 * @param factor 0 for a grey area, 1 for the image itself, more for more contrast
 */
record AdjustContrast(double factor) implements ImageOperation {

  @Override
  public void apply(byte[] source, byte[] target, Shape shape) {
    LevelTable.blend(mean(source, shape), factor).apply(source, target, shape);
  }

  private static int mean(byte[] source, Shape shape) {
    boolean colored = shape.channels() == 3;
    int plane = shape.height() * shape.width();
    int count = colored ? plane : ImageOperation.length(shape);
    long sum = 0;
    for (int i = 0; i < count; i++) {
      sum += colored ? Luminance.of(source, i, plane) : source[i] & 0xFF;
    }
    return (int) ((double) sum / count + 0.5);
  }
}
