package org.menagerie.engine.vector;

import org.menagerie.api.network.Conv2d;
import org.menagerie.api.network.Shape;

/**
 * A convolution with everything written out; a linear layer is one whose kernel is as large as its
 * input.
 */
record Geometry(
    Shape input,
    Shape output,
    int kernelHeight,
    int kernelWidth,
    int stride,
    int padding,
    int dilation,
    int groups) {

  static Geometry of(Conv2d conv, Shape input) {
    return new Geometry(
        input,
        conv.outputShape(input),
        conv.kernel(),
        conv.kernel(),
        conv.stride(),
        conv.padding(),
        conv.dilation(),
        conv.groups());
  }

  static Geometry ofLinear(Shape input, int units) {
    return new Geometry(input, Shape.image(units, 1, 1), input.height(), input.width(), 1, 0, 1, 1);
  }

  int inputsPerGroup() {
    return input.channels() / groups;
  }

  int outputsPerGroup() {
    return output.channels() / groups;
  }

  int extentHeight() {
    return dilation * (kernelHeight - 1) + 1;
  }

  int extentWidth() {
    return dilation * (kernelWidth - 1) + 1;
  }

  /** Index in the weights {@code [out, in / groups, height, width]}. */
  int weight(int output, int input, int row, int column) {
    return ((output * inputsPerGroup() + input) * kernelHeight + row) * kernelWidth + column;
  }

  int weights() {
    return output.channels() * inputsPerGroup() * kernelHeight * kernelWidth;
  }
}
