package org.menagerie.api.network;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * 2-D convolution ({@code torch.nn.Conv2d}, cross-correlation): {@code [c, h, w]} to {@code
 * [filters, h', w']} with {@code h' = floor((h + 2 * padding - dilation * (kernel - 1) - 1) /
 * stride) + 1}, and {@code w'} likewise.
 *
 * @param filters output channels
 * @param kernel rows and columns, in pixels
 * @param stride step in pixels
 * @param padding zeros around the map, in pixels
 * @param dilation distance between two taps; 1 = dense
 * @param groups channel groups that do not see each other; divides both channel counts
 * @param bias whether each filter adds a learned constant
 * @see <a href="https://doi.org/10.1109/5.726791">LeCun, Bottou, Bengio, Haffner: Gradient-Based
 *     Learning Applied to Document Recognition (1998)</a>
 */
public record Conv2d(
    int filters, Size kernel, Size stride, Padding padding, Size dilation, int groups, boolean bias)
    implements BuiltInLayer {
  private static final Size ONE = Size.square(1);

  public Conv2d {
    Checks.positive(filters, "filters");
    Checks.positive(groups, "groups");
    // The window checks the rest.
    var unused = new Window(kernel, stride, padding, dilation);
    if (filters % groups != 0) {
      throw new IllegalArgumentException(
          "filters (" + filters + ") must be a multiple of groups (" + groups + ")");
    }
    if (!padding.isEven() && !padding.equals(Padding.same(kernel, dilation))) {
      throw new IllegalArgumentException(
          "padding that is not the same on both sides must be the one of padding same");
    }
    if (!padding.isEven() && !stride.equals(ONE)) {
      throw new IllegalArgumentException(
          "padding same needs stride 1, as in PyTorch: " + stride.shortest());
    }
  }

  /** PyTorch's defaults: stride 1, no padding, no dilation, one group, with bias. */
  public static Conv2d of(int filters, int kernel) {
    return of(filters, Size.square(kernel));
  }

  /** The same defaults with a rectangular kernel. */
  public static Conv2d of(int filters, Size kernel) {
    return new Conv2d(filters, kernel, ONE, Padding.NONE, ONE, 1, true);
  }

  public Conv2d withStride(int newStride) {
    return withStride(Size.square(newStride));
  }

  public Conv2d withStride(Size newStride) {
    return new Conv2d(filters, kernel, newStride, padding, dilation, groups, bias);
  }

  public Conv2d withPadding(int newPadding) {
    return withPadding(Padding.of(newPadding));
  }

  public Conv2d withPadding(Padding newPadding) {
    return new Conv2d(filters, kernel, stride, newPadding, dilation, groups, bias);
  }

  /** The padding that keeps a map's size, given kernel and dilation: {@code padding="same"}. */
  public Conv2d withSamePadding() {
    if (!stride.equals(ONE)) {
      throw new IllegalArgumentException(
          "padding same needs stride 1, as in PyTorch: " + stride.shortest());
    }
    return withPadding(Padding.same(kernel, dilation));
  }

  public Conv2d withDilation(int newDilation) {
    return withDilation(Size.square(newDilation));
  }

  public Conv2d withDilation(Size newDilation) {
    return new Conv2d(filters, kernel, stride, padding, newDilation, groups, bias);
  }

  public Conv2d withGroups(int newGroups) {
    return new Conv2d(filters, kernel, stride, padding, dilation, newGroups, bias);
  }

  public Conv2d withoutBias() {
    return new Conv2d(filters, kernel, stride, padding, dilation, groups, false);
  }

  @Override
  public Shape outputShape(Shape input) {
    Shape output = window().slideOver(input, filters);
    Checks.divides(groups, input);
    return output;
  }

  @Override
  public List<Parameter> parameters(Shape input) {
    long fanIn = fanIn(input);
    List<Parameter> parameters = new ArrayList<>();
    Shape weight =
        new Shape(List.of(filters, input.channels() / groups, kernel.height(), kernel.width()));
    parameters.add(new Parameter("weight", Parameter.Role.WEIGHT, weight, fanIn));
    if (bias) {
      parameters.add(new Parameter("bias", Parameter.Role.BIAS, Shape.flat(filters), fanIn));
    }
    return List.copyOf(parameters);
  }

  @Override
  public long multiplyAccumulates(Shape input) {
    return outputShape(input).elements() * fanIn(input);
  }

  @Override
  public Optional<Window> window(Shape input) {
    return Optional.of(window());
  }

  @Override
  public String describe() {
    return "Conv2d %d, %s%s%s"
        .formatted(
            filters,
            window().describe(),
            groups == 1 ? "" : ", groups " + groups,
            bias ? "" : ", no bias");
  }

  @Override
  public boolean smooth() {
    return true;
  }

  @Override
  public <R extends @Nullable Object> R accept(LayerVisitor<R> visitor) {
    return visitor.conv2d(this);
  }

  private Window window() {
    return new Window(kernel, stride, padding, dilation);
  }

  private long fanIn(Shape input) {
    return (long) (input.channels() / groups) * kernel.area();
  }
}
