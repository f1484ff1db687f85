package org.menagerie.data.augment;

import java.util.List;

/** A way to read a level between pixels, with Pillow's arithmetic to the last bit. */
enum Interpolation {
  /** The pixel that the point lies in. */
  NEAREST {
    @Override
    int sample(byte[] source, int plane, int width, int height, double x, double y) {
      if (isOutside(x, y, width, height)) {
        return OUTSIDE;
      }
      return source[plane + ((int) y) * width + (int) x] & 0xFF;
    }
  },

  /** The mean of the four nearest pixels, weighted by distance, rounded down. */
  BILINEAR {
    @Override
    int sample(byte[] source, int plane, int width, int height, double x, double y) {
      double left = x - 0.5;
      double top = y - 0.5;
      if (left >= 0 && left < width - 1 && top >= 0 && top < height - 1) {
        int column = (int) left;
        int row = (int) top;
        int corner = plane + row * width + column;
        return mean(source, corner, 1, width, left - column, top - row);
      }
      if (isOutside(x, y, width, height)) {
        return OUTSIDE;
      }
      // Beside or beyond the outermost centres, where the edge is repeated.
      int column = (int) Math.floor(left);
      int row = (int) Math.floor(top);
      int right = column >= 0 && column < width - 1 ? 1 : 0;
      int down = row >= 0 && row < height - 1 ? width : 0;
      int corner = plane + Math.max(row, 0) * width + Math.max(column, 0);
      return mean(source, corner, right, down, left - column, top - row);
    }

    private int mean(byte[] source, int corner, int right, int down, double dx, double dy) {
      int below = corner + down;
      double upper = between(source[corner] & 0xFF, source[corner + right] & 0xFF, dx);
      double lower = between(source[below] & 0xFF, source[below + right] & 0xFF, dx);
      return (int) (upper + (lower - upper) * dy);
    }

    private double between(int from, int to, double part) {
      return from + (to - from) * part;
    }
  };

  /** The answer of {@link #sample} for a point outside the image. */
  static final int OUTSIDE = -1;

  static final List<String> NAMES = List.of("nearest", "bilinear");

  static Interpolation named(String name) {
    return values()[NAMES.indexOf(name)];
  }

  /**
   * The level at a point, 0 to 255, or {@link #OUTSIDE}.
   *
   * @param plane where the channel begins in {@code source}
   * @param x from 0 at the left edge of the image; the first pixel's centre is 0.5
   * @param y from 0 at the upper edge
   */
  abstract int sample(byte[] source, int plane, int width, int height, double x, double y);

  /** Written so that NaN is outside. */
  private static boolean isOutside(double x, double y, int width, int height) {
    return !(x >= 0 && x < width && y >= 0 && y < height);
  }
}
