package org.menagerie.data.augment;

import org.menagerie.api.random.RandomStream;

/** The corners of a quadrilateral in pixels, clockwise from the upper left one. */
record Corners(Point upperLeft, Point upperRight, Point lowerRight, Point lowerLeft) {

  record Point(int x, int y) {}

  /** The corner pixels of an image. */
  static Corners of(int width, int height) {
    return new Corners(
        new Point(0, 0),
        new Point(width - 1, 0),
        new Point(width - 1, height - 1),
        new Point(0, height - 1));
  }

  /**
   * Each corner drawn uniformly from the pixels near that corner of the image.
   *
   * @param distortion how near, as a part of half the image, 0 to 1
   */
  static Corners draw(RandomStream random, double distortion, int width, int height) {
    int reachX = reach(distortion, width);
    int reachY = reach(distortion, height);
    int right = width - reachX;
    int bottom = height - reachY;
    return new Corners(
        new Point(random.below(reachX), random.below(reachY)),
        new Point(right + random.below(reachX), random.below(reachY)),
        new Point(right + random.below(reachX), bottom + random.below(reachY)),
        new Point(random.below(reachX), bottom + random.below(reachY)));
  }

  private static int reach(double distortion, int edge) {
    int half = edge / 2;
    return (int) (distortion * half) + 1;
  }
}
