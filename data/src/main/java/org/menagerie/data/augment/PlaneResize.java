package org.menagerie.data.augment;

/** Resizes whole channels, first their rows, then their columns, as Pillow does. */
public final class PlaneResize {
  private final int height;
  private final int toWidth;
  private final Resize across;
  private final Resize down;
  private final byte[] wide;

  /** For one thread at a time. */
  public PlaneResize(int height, int width, int toHeight, int toWidth) {
    this.height = height;
    this.toWidth = toWidth;
    across = new Resize(width, toWidth);
    down = new Resize(height, toHeight);
    wide = new byte[height * toWidth];
  }

  /**
   * Resizes one channel.
   *
   * @param at the first pixel that is seen
   * @param stride from one row of the source to the next, in pixels
   */
  public void apply(byte[] source, int at, int stride, byte[] target, int targetAt) {
    for (int row = 0; row < height; row++) {
      across.apply(source, at + row * stride, 1, wide, row * toWidth, 1);
    }
    for (int column = 0; column < toWidth; column++) {
      down.apply(wide, column, toWidth, target, targetAt + column, toWidth);
    }
  }
}
