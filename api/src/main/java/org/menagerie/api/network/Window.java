package org.menagerie.api.network;

/**
 * A sliding window over a feature map, in pixels of that map.
 *
 * @param kernel edge length
 * @param stride step between two positions
 * @param padding zeros on each side
 * @param dilation distance between two taps; 1 = dense
 */
public record Window(int kernel, int stride, int padding, int dilation) {

  public Window {
    Checks.positive(kernel, "kernel");
    Checks.positive(stride, "stride");
    Checks.notNegative(padding, "padding");
    Checks.positive(dilation, "dilation");
  }

  /** Edge length including the gaps that dilation leaves. */
  public int extent() {
    return dilation * (kernel - 1) + 1;
  }

  /** Positions along an edge of {@code size} pixels, rounded down; may be zero or negative. */
  int positions(int size) {
    return Math.floorDiv(size + 2 * padding - extent(), stride) + 1;
  }

  /** The map that {@code channels} windows leave of {@code input}. */
  Shape slideOver(Shape input, int channels) {
    if (!input.isImage()) {
      throw new IllegalArgumentException("needs a map [channels, height, width] but gets " + input);
    }
    int height = positions(input.height());
    int width = positions(input.width());
    if (height <= 0 || width <= 0) {
      throw new IllegalArgumentException(
          "needs a map of at least [%1$d, %1$d] but gets %2$s"
              .formatted(extent() - 2 * padding, input));
    }
    return Shape.image(channels, height, width);
  }

  String describe() {
    return kernel
        + "x"
        + kernel
        + (stride == 1 ? "" : ", stride " + stride)
        + (padding == 0 ? "" : ", padding " + padding)
        + (dilation == 1 ? "" : ", dilation " + dilation);
  }
}
