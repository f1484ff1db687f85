package org.menagerie.api.network;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Largest value of each window ({@code torch.nn.MaxPool2d}): {@code [c, h, w]} to {@code [c, h',
 * w']} with {@code h' = floor((h + 2 * padding - kernel) / stride) + 1}, and {@code w'} likewise.
 *
 * @param kernel rows and columns of a window, in pixels
 * @param stride step in pixels
 * @param padding border around the map that never wins, at most half the kernel
 * @param ceil whether {@code h'} is rounded up: a window that reaches over the border counts too,
 *     as long as it begins inside
 */
public record MaxPool(Size kernel, Size stride, Padding padding, boolean ceil)
    implements BuiltInLayer {

  public MaxPool {
    new Window(kernel, stride, padding, Size.square(1)).requireHalf();
  }

  /** A square window that takes the same steps both ways; positions are rounded down. */
  public MaxPool(int kernel, int stride, int padding) {
    this(Size.square(kernel), Size.square(stride), Padding.of(padding), false);
  }

  /** PyTorch's defaults: stride = kernel, no padding. */
  public static MaxPool of(int kernel) {
    return of(Size.square(kernel));
  }

  /** The same defaults with a rectangular window. */
  public static MaxPool of(Size kernel) {
    return new MaxPool(kernel, kernel, Padding.NONE, false);
  }

  public MaxPool withStride(Size newStride) {
    return new MaxPool(kernel, newStride, padding, ceil);
  }

  public MaxPool withPadding(Padding newPadding) {
    return new MaxPool(kernel, stride, newPadding, ceil);
  }

  public MaxPool withCeil() {
    return new MaxPool(kernel, stride, padding, true);
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
    return "MaxPool " + window().describePool(ceil);
  }

  @Override
  public boolean smooth() {
    return false;
  }

  @Override
  public <R extends @Nullable Object> R accept(LayerVisitor<R> visitor) {
    return visitor.maxPool(this);
  }

  private Window window() {
    return new Window(kernel, stride, padding, Size.square(1));
  }
}
