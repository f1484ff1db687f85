package org.menagerie.api.network;

/**
 * Rows and columns of something rectangular, in pixels of its map. Who takes one says which sizes
 * it can use.
 */
public record Size(int height, int width) {

  /** As many columns as rows. */
  public static Size square(int edge) {
    return new Size(edge, edge);
  }

  /** Whether there are as many columns as rows. */
  public boolean isSquare() {
    return height == width;
  }

  /** The number of pixels. */
  int area() {
    return Math.multiplyExact(height, width);
  }

  /** Both numbers as one where they are equal, {@code 2}, else {@code 2x1}. */
  String shortest() {
    return isSquare() ? Integer.toString(height) : toString();
  }

  /** Rows by columns, {@code 3x5}. */
  @Override
  public String toString() {
    return height + "x" + width;
  }
}
