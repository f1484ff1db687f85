package org.menagerie.data.digits;

import java.awt.geom.PathIterator;

/**
 * A square of ink between 0 and 1 on which round pens draw. Coverage is computed from the distance
 * to the pen's way in plain double arithmetic, so that it is the same in every JDK.
 */
final class Canvas {
  /** Rows and columns. */
  static final int SIZE = 28;

  private final double[] ink = new double[SIZE * SIZE];

  /**
   * Draws along {@code path}.
   *
   * @param path flattened, in pixels
   * @param radius half the pen's width, in pixels
   * @param softness width of the edge from full ink to none, in pixels
   */
  void draw(PathIterator path, double radius, double softness) {
    double[] point = new double[6];
    double x = 0;
    double y = 0;
    for (; !path.isDone(); path.next()) {
      if (path.currentSegment(point) == PathIterator.SEG_LINETO) {
        drawSegment(x, y, point[0], point[1], radius, softness);
      }
      x = point[0];
      y = point[1];
    }
  }

  private void drawSegment(
      double x0, double y0, double x1, double y1, double radius, double softness) {
    double reach = radius + softness / 2;
    int left = clampedFloor(Math.min(x0, x1) - reach);
    int right = clampedFloor(Math.max(x0, x1) + reach);
    int top = clampedFloor(Math.min(y0, y1) - reach);
    int bottom = clampedFloor(Math.max(y0, y1) + reach);
    double dx = x1 - x0;
    double dy = y1 - y0;
    double lengthSquared = Math.max(dx * dx + dy * dy, 1e-12);
    for (int row = top; row <= bottom; row++) {
      for (int column = left; column <= right; column++) {
        double px = column + 0.5 - x0;
        double py = row + 0.5 - y0;
        double along = clamp((px * dx + py * dy) / lengthSquared);
        double ex = px - along * dx;
        double ey = py - along * dy;
        double distance = Math.sqrt(ex * ex + ey * ey);
        double coverage = clamp(0.5 + (radius - distance) / softness);
        int pixel = row * SIZE + column;
        ink[pixel] = Math.max(ink[pixel], coverage);
      }
    }
  }

  /** The ink of one pixel, 0 to 1. */
  double at(int pixel) {
    return ink[pixel];
  }

  private int clampedFloor(double coordinate) {
    return (int) Math.max(0, Math.min(SIZE - 1, Math.floor(coordinate)));
  }

  private static double clamp(double value) {
    return Math.max(0, Math.min(1, value));
  }
}
