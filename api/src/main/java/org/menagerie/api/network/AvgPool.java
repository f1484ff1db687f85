package org.menagerie.api.network;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Mean of each window ({@code torch.nn.AvgPool2d}): {@code [c, h, w]} to {@code [c, h', w']} with
 * {@code h' = floor((h + 2 * padding - kernel) / stride) + 1}, and {@code w'} likewise.
 *
 * @param kernel rows and columns of a window, in pixels
 * @param stride step in pixels
 * @param padding zeros around the map, at most half the kernel
 * @param ceil whether {@code h'} is rounded up: a window that reaches over the border counts too,
 *     as long as it begins inside
 * @param countIncludePad whether the zeros of the border count in a mean
 */
public record AvgPool(
    Size kernel, Size stride, Padding padding, boolean ceil, boolean countIncludePad)
    implements BuiltInLayer {

  public AvgPool {
    new Window(kernel, stride, padding, Size.square(1)).requireHalf();
  }

  /** A square window that takes the same steps both ways; positions are rounded down. */
  public AvgPool(int kernel, int stride, int padding) {
    this(Size.square(kernel), Size.square(stride), Padding.of(padding), false, true);
  }

  /** PyTorch's defaults: stride = kernel, no padding. */
  public static AvgPool of(int kernel) {
    return of(Size.square(kernel));
  }

  /** The same defaults with a rectangular window. */
  public static AvgPool of(Size kernel) {
    return new AvgPool(kernel, kernel, Padding.NONE, false, true);
  }

  public AvgPool withStride(Size newStride) {
    return new AvgPool(kernel, newStride, padding, ceil, countIncludePad);
  }

  public AvgPool withPadding(Padding newPadding) {
    return new AvgPool(kernel, stride, newPadding, ceil, countIncludePad);
  }

  public AvgPool withCeil() {
    return new AvgPool(kernel, stride, padding, true, countIncludePad);
  }

  public AvgPool withoutPadCounted() {
    return new AvgPool(kernel, stride, padding, ceil, false);
  }

  @Override
  public Shape outputShape(Shape input) {
    return window().slideOver(input, input.channels(), ceil);
  }

  @Override
  public Optional<Window> window(Shape input) {
    return Optional.of(window());
  }

  @Override
  public String describe() {
    return "AvgPool "
        + window().describePool(ceil)
        + (countIncludePad ? "" : ", padding not counted");
  }

  @Override
  public boolean smooth() {
    return true;
  }

  @Override
  public <R extends @Nullable Object> R accept(LayerVisitor<R> visitor) {
    return visitor.avgPool(this);
  }

  private Window window() {
    return new Window(kernel, stride, padding, Size.square(1));
  }
}
