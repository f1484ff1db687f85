package org.menagerie.api.network;

import java.util.List;

/**
 * A layer whose computation is written in Java and runs on every engine: {@code vector} calls it
 * with some images at a time, DJL's engines with a batch. It keeps nothing between two calls, and
 * may be called by several threads at once. All of its {@link #parameters} are trained.
 *
 * <p>Arrays hold images one behind the other, each laid out as its shape says: {@code [n, c, h, w]}
 * or {@code [n, features]}. They must not be kept, and inputs must not be changed.
 */
public interface JavaLayer extends Layer {

  /**
   * Computes the output.
   *
   * @param images how many
   * @param shape of one of them, as {@link #outputShape} has accepted it
   * @param input {@code images * shape.elements()} values
   * @param parameters the values of {@link #parameters}, in that order
   * @param output to be filled: {@code images * outputShape(shape).elements()} values
   */
  void forward(int images, Shape shape, float[] input, List<float[]> parameters, float[] output);

  /**
   * Computes gradients of the loss, given those by the output.
   *
   * @param input as in {@link #forward}
   * @param parameters as in {@link #forward}
   * @param outputGradient the loss by each value of the output
   * @param inputGradient to be filled: the loss by each value of the input
   * @param parameterGradients to be added to: the loss by each value of {@code parameters}
   */
  void backward(
      int images,
      Shape shape,
      float[] input,
      List<float[]> parameters,
      float[] outputGradient,
      float[] inputGradient,
      List<float[]> parameterGradients);
}
