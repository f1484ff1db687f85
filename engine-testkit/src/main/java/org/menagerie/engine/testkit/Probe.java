package org.menagerie.engine.testkit;

import java.util.List;
import org.menagerie.api.network.JavaLayer;
import org.menagerie.api.network.Shape;

/** A layer that changes nothing and remembers the gradient that came back to it. */
final class Probe implements JavaLayer {
  private float[] gradient = {};

  @Override
  public Shape outputShape(Shape input) {
    return input;
  }

  @Override
  public void forward(
      int images, Shape shape, float[] input, List<float[]> parameters, float[] output) {
    System.arraycopy(input, 0, output, 0, output.length);
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
    System.arraycopy(outputGradient, 0, inputGradient, 0, inputGradient.length);
    gradient = outputGradient.clone();
  }

  /** The latest gradient of the loss by each value, image by image. */
  float[] gradient() {
    return gradient;
  }

  @Override
  public String describe() {
    return "Probe";
  }
}
