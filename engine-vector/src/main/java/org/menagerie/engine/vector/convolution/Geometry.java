package org.menagerie.engine.vector.convolution;

import org.menagerie.api.network.Conv2d;
import org.menagerie.api.network.Padding;
import org.menagerie.api.network.Shape;
import org.menagerie.api.network.Size;
import org.menagerie.engine.vector.memory.Layout;

/** The sizes of a convolution; a linear layer is one whose kernel is as large as its input. */
public record Geometry(
    Shape input,
    Shape output,
    Size kernel,
    Size stride,
    Padding padding,
    Size dilation,
    int groups) {
  private static final Size ONE = Size.square(1);
  private static final int MANY = 16_384;

  /** That of a convolution on maps of that shape. */
  public static Geometry of(Conv2d conv, Shape input) {
    return new Geometry(
        input,
        conv.outputShape(input),
        conv.kernel(),
        conv.stride(),
        conv.padding(),
        conv.dilation(),
        conv.groups());
  }

  /** That of a linear layer. */
  public static Geometry ofLinear(Shape input, int units) {
    Size all = new Size(input.height(), input.width());
    return new Geometry(input, Shape.image(units, 1, 1), all, ONE, Padding.NONE, ONE, 1);
  }

  /** The layout of its input, with a border as wide as the padding. */
  Layout paddedInput() {
    return new Layout(
        input.channels(),
        input.height(),
        input.width(),
        Math.max(padding.top(), padding.left()),
        padding.bottom(),
        padding.right());
  }

  /** Rows of a kernel. */
  public int kernelHeight() {
    return kernel.height();
  }

  /** Columns of a kernel. */
  public int kernelWidth() {
    return kernel.width();
  }

  /** Input channels that an output channel uses. */
  public int inputsPerGroup() {
    return input.channels() / groups;
  }

  /** Output channels of a group. */
  public int outputsPerGroup() {
    return output.channels() / groups;
  }

  /** Rows that a kernel spans. */
  public int extentHeight() {
    return dilation.height() * (kernel.height() - 1) + 1;
  }

  /** Columns that a kernel spans. */
  public int extentWidth() {
    return dilation.width() * (kernel.width() - 1) + 1;
  }

  /** Index in the weights {@code [out, in / groups, height, width]}. */
  public int weight(int output, int input, int row, int column) {
    return ((output * inputsPerGroup() + input) * kernel.height() + row) * kernel.width() + column;
  }

  /** The number of weights. */
  public int weights() {
    return output.channels() * inputsPerGroup() * kernel.height() * kernel.width();
  }

  /**
   * Whether the sums of the weights' gradients, one for each image of a block, fill so much of the
   * second-level cache that fetching them for few rows does not pay.
   */
  boolean hasManyWeights() {
    return weights() >= MANY;
  }
}
