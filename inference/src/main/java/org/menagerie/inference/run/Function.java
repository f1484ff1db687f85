package org.menagerie.inference.run;

import org.menagerie.api.network.Activation;

/** A function of each number. */
interface Function {
  /** Its value at a point. */
  float at(float x);

  /** Its values at the first points of an array. */
  default void apply(float[] in, float[] out, int length) {
    for (int i = 0; i < length; i++) {
      out[i] = at(in[i]);
    }
  }

  /** The one that an activation applies. */
  static Function of(Activation layer) {
    return switch (layer.function()) {
      case RELU -> new Relu();
      case LEAKY_RELU -> {
        float slope = (float) layer.argument(0);
        yield x -> x > 0 ? x : x * slope;
      }
      case SIGMOID -> x -> (float) Kernels.sigmoid(x);
      case TANH -> x -> (float) Math.tanh(x);
      case SILU -> x -> (float) (x * Kernels.sigmoid(x));
      case ELU -> {
        double alpha = layer.argument(0);
        yield x -> x > 0 ? x : (float) (alpha * Math.expm1(x));
      }
      case GELU -> x -> (float) (x * 0.5 * (1 + Kernels.erf(x * Math.sqrt(0.5))));
      case GELU_TANH ->
          x ->
              (float)
                  (x * 0.5 * (1 + Math.tanh(Math.sqrt(2 / Math.PI) * (x + 0.044715 * x * x * x))));
      case MISH -> x -> (float) (x * Math.tanh(Kernels.softplus(x)));
      case HARDSWISH -> x -> x * clamp(x + 3, 0, 6) / 6;
      case HARDSIGMOID -> x -> clamp(x + 3, 0, 6) / 6;
      case HARDTANH -> {
        float least = (float) layer.argument(0);
        float most = (float) layer.argument(1);
        yield x -> clamp(x, least, most);
      }
      case RELU6 -> x -> clamp(x, 0, 6);
      case SOFTPLUS -> {
        double beta = layer.argument(0);
        double threshold = layer.argument(1);
        yield x -> x * beta > threshold ? x : (float) (Kernels.softplus(x * beta) / beta);
      }
    };
  }

  private static float clamp(float x, float least, float most) {
    return Math.min(Math.max(x, least), most);
  }

  /** Most networks have no other: its loop is compiled for itself. */
  record Relu() implements Function {
    @Override
    public float at(float x) {
      return Math.max(x, 0);
    }

    @Override
    public void apply(float[] in, float[] out, int length) {
      for (int i = 0; i < length; i++) {
        out[i] = Math.max(in[i], 0);
      }
    }
  }
}
