package org.menagerie.api.network;

/**
 * A border around a map, in pixels.
 *
 * @param top rows above
 * @param bottom rows below: as many as above, or one more
 * @param left columns before
 * @param right columns behind: as many as before, or one more
 */
public record Padding(int top, int bottom, int left, int right) {
  /** No border. */
  public static final Padding NONE = new Padding(0, 0, 0, 0);

  public Padding {
    Checks.notNegative(top, "padding");
    Checks.notNegative(left, "padding");
    if (bottom - top < 0 || bottom - top > 1 || right - left < 0 || right - left > 1) {
      throw new IllegalArgumentException(
          "padding must be even, or one more below and behind: "
              + top
              + ", "
              + bottom
              + ", "
              + left
              + ", "
              + right);
    }
  }

  /** The same border above and below, and the same on the left and on the right. */
  public static Padding of(Size size) {
    return new Padding(size.height(), size.height(), size.width(), size.width());
  }

  /** The same border on all sides. */
  public static Padding of(int edge) {
    return of(Size.square(edge));
  }

  /**
   * The border that keeps a map's size where the stride is 1, PyTorch's {@code padding="same"}:
   * half of what the window reaches beyond one pixel, and the odd one below and behind.
   */
  public static Padding same(Size kernel, Size dilation) {
    int rows = Math.multiplyExact(dilation.height(), kernel.height() - 1);
    int columns = Math.multiplyExact(dilation.width(), kernel.width() - 1);
    return new Padding(rows / 2, rows - rows / 2, columns / 2, columns - columns / 2);
  }

  /** Whether there is as much above as below, and as much on the left as on the right. */
  public boolean isEven() {
    return top == bottom && left == right;
  }

  /** Rows above and columns before. */
  public Size first() {
    return new Size(top, left);
  }

  String describe() {
    return isEven() ? first().shortest() : "same";
  }
}
