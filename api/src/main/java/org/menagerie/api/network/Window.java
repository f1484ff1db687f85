package org.menagerie.api.network;

import static java.util.Objects.requireNonNull;

/**
 * A sliding window over a feature map, in pixels of that map.
 *
 * @param kernel rows and columns that it takes in
 * @param stride step between two positions
 * @param padding border around the map that it slides over too
 * @param dilation distance between two taps; 1 = dense
 */
public record Window(Size kernel, Size stride, Padding padding, Size dilation) {
  private static final Size ONE = Size.square(1);

  /** The window that sees one value. */
  static final Window POINT = new Window(ONE, ONE, Padding.NONE, ONE);

  public Window {
    requireNonNull(padding, "padding is null");
    positive(kernel, "kernel");
    positive(stride, "stride");
    positive(dilation, "dilation");
  }

  /** A square window that takes the same steps both ways. */
  public static Window square(int kernel, int stride, int padding, int dilation) {
    return new Window(
        Size.square(kernel), Size.square(stride), Padding.of(padding), Size.square(dilation));
  }

  private static void positive(Size size, String name) {
    Checks.positive(size.height(), name);
    Checks.positive(size.width(), name);
  }

  /** Rows and columns including the gaps that dilation leaves. */
  public Size extent() {
    return new Size(
        Math.addExact(Math.multiplyExact(dilation.height(), kernel.height() - 1), 1),
        Math.addExact(Math.multiplyExact(dilation.width(), kernel.width() - 1), 1));
  }

  /** The map that {@code channels} windows leave of {@code input}, positions rounded down. */
  Shape slideOver(Shape input, int channels) {
    return slideOver(input, channels, false);
  }

  /**
   * The map that {@code channels} windows leave of {@code input}.
   *
   * @param ceil whether a window that reaches over the border counts, as long as it begins inside
   */
  Shape slideOver(Shape input, int channels, boolean ceil) {
    requireMap(input);
    int height =
        positions(
            input.height(),
            extent().height(),
            stride.height(),
            padding.top(),
            padding.bottom(),
            ceil);
    int width =
        positions(
            input.width(), extent().width(), stride.width(), padding.left(), padding.right(), ceil);
    if (height <= 0 || width <= 0) {
      throw new IllegalArgumentException(
          "needs a map of at least [%d, %d] but gets %s"
              .formatted(
                  Math.max(1, extent().height() - padding.top() - padding.bottom()),
                  Math.max(1, extent().width() - padding.left() - padding.right()),
                  input));
    }
    return Shape.image(channels, height, width);
  }

  static void requireMap(Shape input) {
    if (!input.isImage()) {
      throw new IllegalArgumentException("needs a map [channels, height, width] but gets " + input);
    }
  }

  /** Positions along an edge of {@code size} pixels; none where it is too short for one. */
  private static int positions(
      int size, int extent, int stride, int before, int behind, boolean ceil) {
    long room = (long) size + before + behind - extent;
    if (room < 0) {
      return 0;
    }
    long last = ceil ? -Math.floorDiv(-room, stride) : room / stride;
    // PyTorch's rule: the last window has to begin inside the map or the border before it.
    if (ceil && last * stride >= (long) size + before) {
      last--;
    }
    return Math.toIntExact(last + 1);
  }

  String describe() {
    return kernel
        + (stride.equals(ONE) ? "" : ", stride " + stride.shortest())
        + (padding.equals(Padding.NONE) ? "" : ", padding " + padding.describe())
        + (dilation.equals(ONE) ? "" : ", dilation " + dilation.shortest());
  }

  /** The description of a pooling's window, whose steps are as long as it is unless it says so. */
  String describePool(boolean ceil) {
    return kernel
        + (stride.equals(kernel) ? "" : ", stride " + stride.shortest())
        + (padding.equals(Padding.NONE) ? "" : ", padding " + padding.describe())
        + (ceil ? ", ceil" : "");
  }

  /** Checks what PyTorch asks of a pooling's padding. */
  void requireHalf() {
    if (!padding.isEven()) {
      throw new IllegalArgumentException("padding of a pooling must be the same on both sides");
    }
    if (2 * padding.top() > kernel.height() || 2 * padding.left() > kernel.width()) {
      throw new IllegalArgumentException(
          "padding (%s) must be at most half the kernel (%s)"
              .formatted(padding.describe(), kernel.shortest()));
    }
  }
}
