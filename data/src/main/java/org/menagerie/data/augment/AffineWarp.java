package org.menagerie.data.augment;

import java.util.Arrays;
import org.menagerie.api.network.Shape;

/**
 * Warps an image by an {@link AffineMatrix}, pixel for pixel as Pillow does. With nearest neighbour
 * it steps through the source in units of 1/65536 pixel, or in doubles where rows stay rows.
 * Bilinear interpolation runs on vectors where Java has them, with the same bits.
 */
final class AffineWarp {
  private static final int FRACTION_BITS = 16;

  /** In pixels; beyond it the steps would overflow an int. */
  private static final double COORDINATE_BOUND = 32768;

  /** Each thread keeps some tens of bytes for every pixel of an image. */
  private static final int MOST_PIXELS_FOR_VECTORS = 65_536;

  private AffineWarp() {}

  static void apply(
      AffineMatrix matrix, Resampling resampling, byte[] source, byte[] target, Shape shape) {
    int height = shape.height();
    int width = shape.width();
    if (resampling.interpolation() == Interpolation.BILINEAR
        && suitsVectors(matrix, width, height)) {
      VectorBilinear.apply(matrix, resampling.fill(), source, target, shape);
      return;
    }
    int end = shape.channels() * height * width;
    Arrays.fill(target, 0, end, resampling.fill());
    for (int plane = 0; plane < end; plane += height * width) {
      if (resampling.interpolation() != Interpolation.NEAREST) {
        sample(matrix, resampling.interpolation(), source, target, plane, width, height);
      } else if (matrix.isAxisAligned()) {
        stretch(matrix, source, target, plane, width, height);
      } else if (staysInBounds(matrix, width, height)) {
        walk(matrix, source, target, plane, width, height);
      } else {
        sample(matrix, Interpolation.NEAREST, source, target, plane, width, height);
      }
    }
  }

  /** Whether {@link VectorBilinear} does bilinear interpolation. */
  static boolean suitsVectors(AffineMatrix matrix, int width, int height) {
    return VectorModule.isLoaded()
        && width * height <= MOST_PIXELS_FOR_VECTORS
        && staysInBounds(matrix, width, height);
  }

  /** False also where a coordinate is not a number. */
  private static boolean staysInBounds(AffineMatrix matrix, int width, int height) {
    return isInBounds(matrix, 0, 0)
        && isInBounds(matrix, width, height)
        && isInBounds(matrix, 0, height)
        && isInBounds(matrix, width, 0);
  }

  private static boolean isInBounds(AffineMatrix matrix, int x, int y) {
    return Math.abs(matrix.x(x, y)) < COORDINATE_BOUND
        && Math.abs(matrix.y(x, y)) < COORDINATE_BOUND;
  }

  private static void walk(
      AffineMatrix matrix, byte[] source, byte[] target, int plane, int width, int height) {
    int a = fixed(matrix.a());
    int b = fixed(matrix.b());
    int d = fixed(matrix.d());
    int e = fixed(matrix.e());
    int rowX = fixed(matrix.c() + matrix.a() * 0.5 + matrix.b() * 0.5);
    int rowY = fixed(matrix.f() + matrix.d() * 0.5 + matrix.e() * 0.5);
    for (int row = plane; row < plane + height * width; row += width) {
      int x = rowX;
      int y = rowY;
      for (int i = row; i < row + width; i++) {
        int sourceX = x >> FRACTION_BITS;
        int sourceY = y >> FRACTION_BITS;
        if (Integer.compareUnsigned(sourceX, width) < 0
            && Integer.compareUnsigned(sourceY, height) < 0) {
          target[i] = source[plane + sourceY * width + sourceX];
        }
        x += a;
        y += d;
      }
      rowX += b;
      rowY += e;
    }
  }

  private static int fixed(double value) {
    return (int) Math.floor(value * (1 << FRACTION_BITS) + 0.5);
  }

  private static void stretch(
      AffineMatrix matrix, byte[] source, byte[] target, int plane, int width, int height) {
    int[] columns = new int[width];
    double x = matrix.c() + matrix.a() * 0.5;
    for (int column = 0; column < width; column++) {
      columns[column] = x >= 0 && x < width ? (int) x : Interpolation.OUTSIDE;
      x += matrix.a();
    }
    double y = matrix.f() + matrix.e() * 0.5;
    for (int row = plane; row < plane + height * width; row += width) {
      if (y >= 0 && y < height) {
        int from = plane + ((int) y) * width;
        for (int column = 0; column < width; column++) {
          if (columns[column] != Interpolation.OUTSIDE) {
            target[row + column] = source[from + columns[column]];
          }
        }
      }
      y += matrix.e();
    }
  }

  private static void sample(
      AffineMatrix matrix,
      Interpolation interpolation,
      byte[] source,
      byte[] target,
      int plane,
      int width,
      int height) {
    int i = plane;
    for (int row = 0; row < height; row++) {
      for (int column = 0; column < width; column++, i++) {
        double x = matrix.x(column + 0.5, row + 0.5);
        double y = matrix.y(column + 0.5, row + 0.5);
        int level = interpolation.sample(source, plane, width, height, x, y);
        if (level != Interpolation.OUTSIDE) {
          target[i] = (byte) level;
        }
      }
    }
  }
}
