package org.menagerie.engine.testkit;

import java.util.List;
import org.menagerie.api.network.JavaLayer;
import org.menagerie.api.network.Parameter;
import org.menagerie.api.network.Shape;

/** A weight and a bias for each channel, in Java: what a depthwise convolution of 1x1 does. */
record ChannelAffine() implements JavaLayer {
  @Override
  public Shape outputShape(Shape input) {
    return input;
  }

  @Override
  public List<Parameter> parameters(Shape input) {
    Shape channels = Shape.flat(input.channels());
    return List.of(
        new Parameter("weight", Parameter.Role.WEIGHT, channels, 1),
        new Parameter("bias", Parameter.Role.BIAS, channels, 1));
  }

  @Override
  public void forward(
      int images, Shape shape, float[] input, List<float[]> parameters, float[] output) {
    for (int i = 0; i < output.length; i++) {
      int c = channel(shape, i);
      output[i] = parameters.get(0)[c] * input[i] + parameters.get(1)[c];
    }
  }

  @Override
  public void backward(
      int images,
      Shape shape,
      float[] input,
      List<float[]> parameters,
      float[] outputGradient,
      float[] inputGradient,
      List<float[]> parameterGradients) {
    for (int i = 0; i < input.length; i++) {
      int c = channel(shape, i);
      inputGradient[i] = parameters.get(0)[c] * outputGradient[i];
      parameterGradients.get(0)[c] += input[i] * outputGradient[i];
      parameterGradients.get(1)[c] += outputGradient[i];
    }
  }

  private static int channel(Shape shape, int index) {
    int area = shape.height() * shape.width();
    return index / area % shape.channels();
  }

  @Override
  public String describe() {
    return "ChannelAffine";
  }
}
