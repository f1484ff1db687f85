package com.example.attention;

import java.util.List;
import org.menagerie.api.network.JavaLayer;
import org.menagerie.api.network.Parameter;
import org.menagerie.api.network.Shape;

/**
 * Self-attention between the places of a map: each place becomes a mean of what all places have to
 * say, weighted by how well its query goes with their keys. One head, no biases. Vaswani et al.
 * (2017), https://arxiv.org/abs/1706.03762
 *
 * @param size of queries, keys and values
 */
public record SelfAttention(int size) implements JavaLayer {

  @Override
  public Shape outputShape(Shape input) {
    if (!input.isImage()) {
      // Becomes "Layer 4 (SelfAttention 8) needs a map [c, h, w] but gets [10]."
      throw new IllegalArgumentException("needs a map [c, h, w] but gets " + input);
    }
    return input;
  }

  @Override
  public List<Parameter> parameters(Shape input) {
    int channels = input.channels();
    return List.of(
        matrix("query.weight", size, channels),
        matrix("key.weight", size, channels),
        matrix("value.weight", size, channels),
        matrix("out.weight", channels, size));
  }

  private static Parameter matrix(String name, int rows, int columns) {
    return new Parameter(name, Parameter.Role.WEIGHT, new Shape(List.of(rows, columns)), columns);
  }

  @Override
  public long multiplyAccumulates(Shape input) {
    long places = (long) input.height() * input.width();
    return 4 * places * size * input.channels() + 2 * places * places * size;
  }

  @Override
  public String describe() {
    return "SelfAttention " + size;
  }

  /** Every function in it is smooth. */
  @Override
  public boolean smooth() {
    return true;
  }

  @Override
  public void forward(
      int images, Shape shape, float[] input, List<float[]> parameters, float[] output) {
    int length = Math.toIntExact(shape.elements());
    for (int image = 0; image < images; image++) {
      Attention one = attend(shape, slice(input, image * length, length), parameters);
      System.arraycopy(one.output, 0, output, image * length, length);
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
    int length = Math.toIntExact(shape.elements());
    for (int image = 0; image < images; image++) {
      float[] values = slice(input, image * length, length);
      Attention one = attend(shape, values, parameters);
      float[] gradient =
          backward(
              shape,
              values,
              parameters,
              one,
              slice(outputGradient, image * length, length),
              parameterGradients);
      System.arraycopy(gradient, 0, inputGradient, image * length, length);
    }
  }

  /** What one image leads to; matrices row by row, with a column for each place. */
  private record Attention(
      float[] query, float[] key, float[] value, float[] shares, float[] mixed, float[] output) {}

  private Attention attend(Shape shape, float[] input, List<float[]> parameters) {
    int channels = shape.channels();
    int places = shape.height() * shape.width();
    float[] query = product(parameters.get(0), input, size, channels, places);
    float[] key = product(parameters.get(1), input, size, channels, places);
    float[] value = product(parameters.get(2), input, size, channels, places);
    // Row i says how much place i takes from each other place.
    float[] shares = productOfFirstTransposed(query, key, places, size, places);
    for (int i = 0; i < places; i++) {
      softmax(shares, i * places, places, (float) (1 / Math.sqrt(size)));
    }
    float[] mixed = productOfSecondTransposed(value, shares, size, places, places);
    float[] output = product(parameters.get(3), mixed, channels, size, places);
    return new Attention(query, key, value, shares, mixed, output);
  }

  private float[] backward(
      Shape shape,
      float[] input,
      List<float[]> parameters,
      Attention one,
      float[] gradient,
      List<float[]> parameterGradients) {
    int channels = shape.channels();
    int places = shape.height() * shape.width();
    float scale = (float) (1 / Math.sqrt(size));
    add(
        productOfSecondTransposed(gradient, one.mixed, channels, places, size),
        parameterGradients.get(3));
    float[] mixed = productOfFirstTransposed(parameters.get(3), gradient, size, channels, places);
    float[] value = product(mixed, one.shares, size, places, places);
    float[] scores = productOfFirstTransposed(mixed, one.value, places, size, places);
    for (int i = 0; i < places; i++) {
      softmaxBackward(one.shares, scores, i * places, places, scale);
    }
    float[] query = productOfSecondTransposed(one.key, scores, size, places, places);
    float[] key = product(one.query, scores, size, places, places);
    float[] inputGradient = new float[channels * places];
    List<float[]> parts = List.of(query, key, value);
    for (int part = 0; part < parts.size(); part++) {
      float[] matrix = parameters.get(part);
      add(
          productOfSecondTransposed(parts.get(part), input, size, places, channels),
          parameterGradients.get(part));
      add(productOfFirstTransposed(matrix, parts.get(part), channels, size, places), inputGradient);
    }
    return inputGradient;
  }

  private static void softmax(float[] values, int offset, int length, float scale) {
    float largest = Float.NEGATIVE_INFINITY;
    for (int j = 0; j < length; j++) {
      largest = Math.max(largest, values[offset + j]);
    }
    double sum = 0;
    for (int j = 0; j < length; j++) {
      double power = StrictMath.exp(scale * (values[offset + j] - largest));
      values[offset + j] = (float) power;
      sum += power;
    }
    for (int j = 0; j < length; j++) {
      values[offset + j] /= (float) sum;
    }
  }

  /** Turns gradients by the shares into gradients by the products of queries and keys. */
  private static void softmaxBackward(
      float[] shares, float[] gradients, int offset, int length, float scale) {
    double mean = 0;
    for (int j = 0; j < length; j++) {
      mean += (double) shares[offset + j] * gradients[offset + j];
    }
    for (int j = 0; j < length; j++) {
      gradients[offset + j] =
          scale * shares[offset + j] * (gradients[offset + j] - (float) mean);
    }
  }

  /** {@code a b}, where a has {@code rows} times {@code inner} values. */
  private static float[] product(float[] a, float[] b, int rows, int inner, int columns) {
    float[] c = new float[rows * columns];
    for (int i = 0; i < rows; i++) {
      for (int k = 0; k < inner; k++) {
        for (int j = 0; j < columns; j++) {
          c[i * columns + j] += a[i * inner + k] * b[k * columns + j];
        }
      }
    }
    return c;
  }

  /** {@code a^T b}, where a has {@code inner} times {@code rows} values. */
  private static float[] productOfFirstTransposed(
      float[] a, float[] b, int rows, int inner, int columns) {
    float[] c = new float[rows * columns];
    for (int k = 0; k < inner; k++) {
      for (int i = 0; i < rows; i++) {
        for (int j = 0; j < columns; j++) {
          c[i * columns + j] += a[k * rows + i] * b[k * columns + j];
        }
      }
    }
    return c;
  }

  /** {@code a b^T}, where b has {@code columns} times {@code inner} values. */
  private static float[] productOfSecondTransposed(
      float[] a, float[] b, int rows, int inner, int columns) {
    float[] c = new float[rows * columns];
    for (int i = 0; i < rows; i++) {
      for (int j = 0; j < columns; j++) {
        for (int k = 0; k < inner; k++) {
          c[i * columns + j] += a[i * inner + k] * b[j * inner + k];
        }
      }
    }
    return c;
  }

  private static void add(float[] values, float[] to) {
    for (int i = 0; i < to.length; i++) {
      to[i] += values[i];
    }
  }

  private static float[] slice(float[] values, int offset, int length) {
    float[] slice = new float[length];
    System.arraycopy(values, offset, slice, 0, length);
    return slice;
  }
}
