package org.menagerie.engine.djl;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import org.menagerie.api.network.Activation;

/**
 * Activations as DJL computes them. Factors are arrays of one number, since DJL frees a number's
 * array before the backward pass needs it: see docs/adr/0003. A sum keeps nothing for the backward
 * pass, so a number may be added directly.
 */
final class Activations {
  private static final float CUBIC = 0.044715f;
  private static final float SQRT_2_BY_PI = (float) Math.sqrt(2 / Math.PI);

  /** PyTorch's own constants of softplus. */
  private static final Activation SOFTPLUS = new Activation(Activation.Function.SOFTPLUS);

  private Activations() {}

  static Operation of(Activation layer) {
    return switch (layer.function()) {
      case RELU -> (x, pass) -> ai.djl.nn.Activation.relu(x);
      case LEAKY_RELU -> {
        float slope = (float) layer.argument(0);
        yield (x, pass) -> ai.djl.nn.Activation.leakyRelu(x, slope);
      }
      case SIGMOID -> (x, pass) -> ai.djl.nn.Activation.sigmoid(x);
      case TANH -> (x, pass) -> ai.djl.nn.Activation.tanh(x);
      case SILU -> (x, pass) -> ai.djl.nn.Activation.sigmoid(x).mul(x);
      case ELU -> {
        float alpha = (float) layer.argument(0);
        yield (x, pass) -> ai.djl.nn.Activation.elu(x, alpha);
      }
      case GELU -> (x, pass) -> gelu(x);
      case GELU_TANH -> (x, pass) -> geluTanh(x);
      case MISH -> (x, pass) -> x.mul(ai.djl.nn.Activation.softPlus(x).tanh());
      case HARDSIGMOID -> (x, pass) -> hardsigmoid(x);
      case HARDSWISH -> (x, pass) -> x.mul(hardsigmoid(x));
      case HARDTANH -> {
        double least = layer.argument(0);
        double most = layer.argument(1);
        yield (x, pass) -> x.clip(least, most);
      }
      // Clipping alone has a slope of 1 at 0.
      case RELU6 -> (x, pass) -> ai.djl.nn.Activation.relu(x).clip(0, 6);
      case SOFTPLUS ->
          layer.equals(SOFTPLUS)
              ? (x, pass) -> ai.djl.nn.Activation.softPlus(x)
              : softplus(layer.argument(0), layer.argument(1));
    };
  }

  /** An array of one number, for as long as the pass lasts. */
  static NDArray number(NDArray like, double value) {
    return like.getManager().full(new Shape(1), (float) value);
  }

  private static NDArray gelu(NDArray x) {
    NDArray normal = x.mul(number(x, Math.sqrt(0.5))).erf().add(1);
    return x.mul(number(x, 0.5)).mul(normal);
  }

  private static NDArray geluTanh(NDArray x) {
    NDArray cube = x.mul(x).mul(x).mul(number(x, CUBIC));
    NDArray tanh = x.add(cube).mul(number(x, SQRT_2_BY_PI)).tanh();
    return x.mul(number(x, 0.5)).mul(tanh.add(1));
  }

  private static NDArray hardsigmoid(NDArray x) {
    return x.add(3).clip(0, 6).mul(number(x, 1.0 / 6));
  }

  private static Operation softplus(double beta, double threshold) {
    return (x, pass) -> {
      NDArray linear = x.gt(threshold / beta).toType(DataType.FLOAT32, false);
      NDArray curved =
          ai.djl.nn.Activation.softPlus(x.mul(number(x, beta))).mul(number(x, 1 / beta));
      return x.mul(linear).add(curved.mul(number(x, 1).sub(linear)));
    };
  }
}
