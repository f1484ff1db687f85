package org.menagerie.data.augment;

/** Resizes whole channels, first their rows, then their columns, as Pillow does. */
public final class PlaneResize {
  private final int height;
  private final int toWidth;
  private final Resize across;
  private final Resize down;
  private final int[] wide;

  /** For one thread at a time. */
  public PlaneResize(int height, int width, int toHeight, int toWidth) {
    this.height = height;
    this.toWidth = toWidth;
    across = new Resize(width, toWidth);
    down = new Resize(height, toHeight);
    wide = new int[height * toWidth];
  }

  /**
   * Resizes one channel.
   *
   * @param at the first pixel that is seen
   * @param stride from one row of the source to the next, in pixels
   */
  public void apply(byte[] source, int at, int stride, byte[] target, int targetAt) {
    for (int row = 0; row < height; row++) {
      across.row(source, at + row * stride, wide, row * toWidth);
    }
    down.columns(wide, toWidth, target, targetAt);
  }
}
