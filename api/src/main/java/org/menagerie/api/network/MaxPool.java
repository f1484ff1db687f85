package org.menagerie.api.network;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Largest value of each window ({@code torch.nn.MaxPool2d}): {@code [c, h, w]} to {@code [c, h',
 * w']} with {@code h' = floor((h + 2 * padding - kernel) / stride) + 1}, and {@code w'} likewise.
 *
 * @param kernel edge length in pixels
 * @param stride step in pixels
 * @param padding border on each side that never wins, at most half the kernel
 */
public record MaxPool(int kernel, int stride, int padding) implements BuiltInLayer {

  public MaxPool {
    var unused = new Window(kernel, stride, padding, 1);
    if (2 * padding > kernel) {
      throw new IllegalArgumentException(
          "padding (" + padding + ") must be at most half the kernel (" + kernel + ")");
    }
  }

  /** PyTorch's defaults: stride = kernel, no padding. */
  public static MaxPool of(int kernel) {
    return new MaxPool(kernel, kernel, 0);
  }

  @Override
  public Shape outputShape(Shape input) {
    return window().slideOver(input, input.channels());
  }

  @Override
  public Optional<Window> window(Shape input) {
    return Optional.of(window());
  }

  @Override
  public String describe() {
    return "MaxPool "
        + kernel
        + "x"
        + kernel
        + (stride == kernel ? "" : ", stride " + stride)
        + (padding == 0 ? "" : ", padding " + padding);
  }

  @Override
  public List<Layer> children() {
    return List.of();
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
    return new Window(kernel, stride, padding, 1);
  }
}
