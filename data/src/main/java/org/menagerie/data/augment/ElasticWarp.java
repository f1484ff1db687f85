package org.menagerie.data.augment;

import org.menagerie.api.network.Shape;

/**
 * Moves every pixel on its own, as torchvision's {@code elastic_transform} does: bilinear, rounded
 * to the nearest level. Outside the image all is black, and a pixel that is partly outside is
 * dimmed by that part twice, once in the mean and once in the blend with black.
 */
final class ElasticWarp {
  private ElasticWarp() {}

  /**
   * @param right how far to the right of each pixel its level is found, in pixels
   * @param down how far below
   */
  static void apply(double[] right, double[] down, byte[] source, byte[] target, Shape shape) {
    int height = shape.height();
    int width = shape.width();
    for (int plane = 0; plane < shape.channels() * height * width; plane += height * width) {
      int i = 0;
      for (int row = 0; row < height; row++) {
        for (int column = 0; column < width; column++, i++) {
          double x = column + right[i];
          double y = row + down[i];
          target[plane + i] = (byte) sample(source, plane, width, height, x, y);
        }
      }
    }
  }

  private static int sample(byte[] source, int plane, int width, int height, double x, double y) {
    double left = Math.floor(x);
    double upper = Math.floor(y);
    double level = 0;
    double inside = 0;
    for (double row = upper; row <= upper + 1; row++) {
      for (double column = left; column <= left + 1; column++) {
        if (row >= 0 && row < height && column >= 0 && column < width) {
          double weight = (1 - Math.abs(x - column)) * (1 - Math.abs(y - row));
          level += weight * (source[plane + ((int) row) * width + (int) column] & 0xFF);
          inside += weight;
        }
      }
    }
    return (int) Math.rint(level * inside);
  }
}
