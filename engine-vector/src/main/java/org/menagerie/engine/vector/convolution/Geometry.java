package org.menagerie.engine.vector.convolution;

import org.menagerie.api.network.Conv2d;
import org.menagerie.api.network.Shape;

/** The sizes of a convolution; a linear layer is one whose kernel is as large as its input. */
public record Geometry(
    Shape input,
    Shape output,
    int kernelHeight,
    int kernelWidth,
    int stride,
    int padding,
    int dilation,
    int groups) {

  /** That of a convolution on maps of that shape. */
  public static Geometry of(Conv2d conv, Shape input) {
    return new Geometry(
        input,
        conv.outputShape(input),
        conv.kernel().height(),
        conv.kernel().width(),
        conv.stride().height(),
        conv.padding().top(),
        conv.dilation().height(),
        conv.groups());
  }

  /** That of a linear layer. */
  public static Geometry ofLinear(Shape input, int units) {
    return new Geometry(input, Shape.image(units, 1, 1), input.height(), input.width(), 1, 0, 1, 1);
  }

  /** Input channels that an output channel sees. */
  public int inputsPerGroup() {
    return input.channels() / groups;
  }

  /** Output channels of a group. */
  public int outputsPerGroup() {
    return output.channels() / groups;
  }

  /** Rows that a kernel reaches over. */
  public int extentHeight() {
    return dilation * (kernelHeight - 1) + 1;
  }

  /** Columns that a kernel reaches over. */
  public int extentWidth() {
    return dilation * (kernelWidth - 1) + 1;
  }

  /** Index in the weights {@code [out, in / groups, height, width]}. */
  public int weight(int output, int input, int row, int column) {
    return ((output * inputsPerGroup() + input) * kernelHeight + row) * kernelWidth + column;
  }

  /** The number of weights. */
  public int weights() {
    return output.channels() * inputsPerGroup() * kernelHeight * kernelWidth;
  }
}
